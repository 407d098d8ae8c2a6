using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Outcomes;

/// <summary>What one host has counted for a project in an hour, as it is stored.</summary>
internal sealed record OutcomeDocument
{
    public required string Key { get; init; }

    public required DateTimeOffset Hour { get; init; }

    public required ImmutableArray<Entry> Counts { get; init; }

    internal sealed record Entry
    {
        public required string Category { get; init; }

        public required OutcomeKind Outcome { get; init; }

        public required string Reason { get; init; }

        public required long Count { get; init; }
    }
}
