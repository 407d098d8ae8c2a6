namespace Monitoring.Incidents.Matchers;

/// <summary>How a matcher compares.</summary>
internal enum MatchOperator
{
    /// <summary><c>=</c></summary>
    Equal,

    /// <summary><c>!=</c></summary>
    NotEqual,

    /// <summary><c>=~</c></summary>
    Matches,

    /// <summary><c>!~</c></summary>
    DoesNotMatch,
}
