using System.Collections.Immutable;
using Monitoring.Incidents.Inhibition;
using Monitoring.Incidents.Routing;
using Monitoring.Incidents.TimeIntervals;

namespace Monitoring.Incidents.Dispatching;

/// <summary>Who is told of what, and when.</summary>
internal sealed record DispatchConfiguration
{
    public required Route Root { get; init; }

    /// <summary>The receivers behind a name in a route; each is told on its own.</summary>
    public required ImmutableDictionary<string, ImmutableArray<Receiver>> Receivers { get; init; }

    public ImmutableArray<InhibitRule> InhibitRules { get; init; } = [];

    public ImmutableDictionary<string, ImmutableArray<TimeInterval>> TimeIntervals { get; init; } = ImmutableDictionary<string, ImmutableArray<TimeInterval>>.Empty;

    /// <summary>After which time an alert without an end is taken for ended.</summary>
    public TimeSpan ResolveTimeout { get; init; } = TimeSpan.FromMinutes(5);
}
