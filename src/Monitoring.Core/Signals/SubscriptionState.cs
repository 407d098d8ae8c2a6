using System.Collections.Immutable;

namespace Monitoring.Core.Signals;

/// <summary>How far a subscription has come. What it could not handle so far is kept as <see cref="ParkedSignal"/>s.</summary>
internal sealed record SubscriptionState
{
    public required string Name { get; init; }

    /// <summary>By the name of the outbox: the position up to which all signals were handled, parked or of no interest.</summary>
    public ImmutableSortedDictionary<string, long> Positions { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>When a host that has the subscription was last seen, UTC.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    public long PositionIn(string source) => Positions.GetValueOrDefault(source);
}
