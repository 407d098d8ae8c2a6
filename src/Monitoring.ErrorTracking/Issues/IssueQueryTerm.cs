namespace Monitoring.ErrorTracking.Issues;

/// <summary>One term of a search: <c>value</c> or <c>key:value</c>, and whether it is turned round.</summary>
internal readonly record struct IssueQueryTerm
{
    /// <summary>Where it begins, from 0.</summary>
    public required int Position { get; init; }

    public bool IsNegated { get; init; }

    public string? Key { get; init; }

    public string Value { get; init; }

    /// <summary>Why it cannot be read.</summary>
    public string? Problem { get; init; }
}
