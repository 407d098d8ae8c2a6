namespace Monitoring.Core.Redaction;

/// <summary>What the name of a field says about its value.</summary>
internal enum NameSensitivity
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A secret as the name of a field; in running text only when the value looks like one ("unexpected token: foo").</summary>
    Weak,

    /// <summary>A secret.</summary>
    Strong,

    /// <summary>A header whose value goes on to the end of the line.</summary>
    Header,
}
