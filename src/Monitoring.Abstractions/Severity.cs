namespace Monitoring;

/// <summary>How bad something is that somebody must look at; the same words everywhere, the worst first.</summary>
public enum Severity
{
    /// <summary>Users are hurt now.</summary>
    Critical,

    /// <summary>Users will be hurt soon, or some are.</summary>
    High,

    /// <summary>Worth a look today.</summary>
    Medium,

    /// <summary>Worth a look some day.</summary>
    Low,

    /// <summary>Only to be known.</summary>
    Info,

    /// <summary>Nobody has said.</summary>
    Unknown,
}
