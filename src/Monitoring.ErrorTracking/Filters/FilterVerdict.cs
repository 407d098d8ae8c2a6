using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Filters;

/// <summary>Which filters an event matches.</summary>
public sealed record FilterVerdict
{
    /// <summary>The names of all filters that match, in the order in which they are asked; the first one would drop the event. Empty when it would be taken.</summary>
    public required ImmutableArray<string> Matches { get; init; }
}
