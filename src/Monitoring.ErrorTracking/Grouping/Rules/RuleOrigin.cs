namespace Monitoring.ErrorTracking.Grouping.Rules;

/// <summary>Who made a rule.</summary>
internal enum RuleOrigin
{
    /// <summary>The people of the project.</summary>
    Project,

    /// <summary>It comes with the product.</summary>
    BuiltIn,
}
