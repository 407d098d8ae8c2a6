namespace Monitoring.ErrorTracking.Outcomes;

/// <summary>Asks for counts of a stretch of time.</summary>
public sealed record OutcomeQuery
{
    /// <summary>The beginning, inclusive; cut to the hour.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end, exclusive; at most 31 days after <see cref="From"/>.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Only this category, such as <c>error</c>; <see langword="null"/> for all.</summary>
    public string? Category { get; init; }

    /// <summary>Only this outcome; <see langword="null"/> for all.</summary>
    public OutcomeKind? Outcome { get; init; }
}
