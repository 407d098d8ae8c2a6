namespace Monitoring.ErrorTracking.Grouping.Rules.Matching;

/// <summary>Patterns that need no automaton.</summary>
internal enum GlobShape
{
    /// <summary>The text itself.</summary>
    Exact,

    /// <summary>Texts that begin with it.</summary>
    Prefix,

    /// <summary>Texts that end with it.</summary>
    Suffix,

    /// <summary>Texts that hold it.</summary>
    Contains,

    /// <summary>All others.</summary>
    Program,
}
