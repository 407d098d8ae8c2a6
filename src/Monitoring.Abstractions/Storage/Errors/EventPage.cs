using System.Collections.Immutable;

namespace Monitoring.Storage.Errors;

/// <summary>Some of the events that were looked for.</summary>
public sealed record EventPage
{
    /// <summary>The events, the last received first.</summary>
    public required ImmutableArray<StoredEvent> Items { get; init; }

    /// <summary>What to pass for the next page, or <see langword="null"/> when there are no more in the range.</summary>
    public string? Next { get; init; }

    /// <summary>Whether the store stopped looking before the page was full; <see cref="Next"/> goes on from there.</summary>
    public bool IsPartial { get; init; }
}
