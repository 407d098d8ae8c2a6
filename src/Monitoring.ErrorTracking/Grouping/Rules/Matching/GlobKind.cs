namespace Monitoring.ErrorTracking.Grouping.Rules.Matching;

/// <summary>How a pattern reads texts.</summary>
internal enum GlobKind
{
    /// <summary>As they are.</summary>
    Text,

    /// <summary>Upper and lower case are the same.</summary>
    TextIgnoringCase,

    /// <summary>As paths: lower case, forward slashes, and a single star stays within one folder.</summary>
    Path,
}
