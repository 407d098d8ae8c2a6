namespace Monitoring.ErrorTracking.Lookup;

/// <summary>Asks for events.</summary>
public sealed record EventLookup
{
    /// <summary>How far back is looked when <see cref="From"/> is left out.</summary>
    public static readonly TimeSpan DefaultRange = TimeSpan.FromDays(14);

    /// <summary>The project; what the issue says is what counts when one is given.</summary>
    public ProjectId ProjectId { get; init; }

    /// <summary>The issue that they must belong to, or <see langword="null"/> for any of the project.</summary>
    public IssueId? IssueId { get; init; }

    /// <summary>What they must be like, in the language of docs/search.md as far as it speaks of events. Empty or <see langword="null"/> for all.</summary>
    public string? Query { get; init; }

    /// <summary>Received at or after this instant, or <see langword="null"/> for <see cref="DefaultRange"/> before the end.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Received before this instant, or <see langword="null"/> for now.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>How many at most, 1 to 100.</summary>
    public int Limit { get; init; } = 25;

    /// <summary>Where the page before ended, or <see langword="null"/> for the first page.</summary>
    public string? Cursor { get; init; }
}
