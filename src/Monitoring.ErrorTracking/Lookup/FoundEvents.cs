using System.Collections.Immutable;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Lookup;

/// <summary>Some of the events that were looked for.</summary>
public sealed record FoundEvents
{
    /// <summary>The events without their payloads, the last received first.</summary>
    public required ImmutableArray<StoredEvent> Items { get; init; }

    /// <summary>What to pass for the next page, or <see langword="null"/> when there are no more in the range.</summary>
    public string? Next { get; init; }

    /// <summary>The beginning of the range that was looked through, inclusive.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end of the range, exclusive.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>
    /// Whether these are not all that might be found: nobody said how far back to look, or the store stopped before the page was full and
    /// <see cref="Next"/> goes on.
    /// </summary>
    public required bool IsPartial { get; init; }
}
