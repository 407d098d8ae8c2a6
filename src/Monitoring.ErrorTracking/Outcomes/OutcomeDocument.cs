using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Outcomes;

/// <summary>What one host has counted for a project in an hour, as it is stored.</summary>
internal sealed record OutcomeDocument
{
    public required string Key { get; init; }

    public required DateTimeOffset Hour { get; init; }

    public required ImmutableArray<Entry> Counts { get; init; }

    /// <summary>What quotas let in; default in documents that are older than quotas.</summary>
    public ImmutableArray<Use> Usage { get; init; }

    internal sealed record Use
    {
        /// <summary>The key; none when more keys than are told apart were used.</summary>
        public required PublicKey Key { get; init; }

        public required string Category { get; init; }

        public required long Quantity { get; init; }
    }

    internal sealed record Entry
    {
        public required string Category { get; init; }

        public required OutcomeKind Outcome { get; init; }

        public required string Reason { get; init; }

        public required long Count { get; init; }
    }
}
