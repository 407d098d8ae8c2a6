namespace Monitoring.ErrorTracking.Outcomes;

/// <summary>How many items of a category ended in the same way in an hour or a day.</summary>
public sealed record OutcomeCount
{
    /// <summary>The category, such as <c>error</c> or <c>session</c>; <c>unknown</c> for items of unknown types.</summary>
    public required string Category { get; init; }

    /// <summary>How they ended.</summary>
    public required OutcomeKind Outcome { get; init; }

    /// <summary>Why, in a word or two such as <c>too_large</c>; empty when there is nothing to say.</summary>
    public required string Reason { get; init; }

    /// <summary>How many.</summary>
    public required long Count { get; init; }

    /// <summary>The beginning of the hour or the day, UTC.</summary>
    public required DateTimeOffset Bucket { get; init; }
}
