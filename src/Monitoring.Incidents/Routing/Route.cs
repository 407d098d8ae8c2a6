using System.Collections.Immutable;
using Monitoring.Incidents.Labels;
using Monitoring.Incidents.Matchers;

namespace Monitoring.Incidents.Routing;

/// <summary>A node of the routing tree, with what it has of its parents.</summary>
internal sealed record Route
{
    /// <summary>The way from the root by the places of the nodes, such as <c>0/2/1</c>: unlike the matchers on the way it is of one node alone.</summary>
    public required string Id { get; init; }

    public required string Receiver { get; init; }

    public required ImmutableArray<Matcher> Matchers { get; init; }

    public required Grouping Grouping { get; init; }

    /// <summary>How long a new group waits for more alerts before it is told of.</summary>
    public required TimeSpan GroupWait { get; init; }

    /// <summary>How long after that changes of the group wait.</summary>
    public required TimeSpan GroupInterval { get; init; }

    /// <summary>After which time a group that has not changed is told of again.</summary>
    public required TimeSpan RepeatInterval { get; init; }

    public required ImmutableArray<string> MuteTimeIntervals { get; init; }

    public required ImmutableArray<string> ActiveTimeIntervals { get; init; }

    public required bool Continue { get; init; }

    public required ImmutableArray<Route> Routes { get; init; }

    /// <summary>The routes that an alert takes: the deepest one that fits on the way down, and more where one says so.</summary>
    public IEnumerable<Route> Match(LabelSet labels)
    {
        if (!Matchers.All(matcher => matcher.IsMatch(labels)))
        {
            return [];
        }

        var matched = new List<Route>();
        foreach (var route in Routes)
        {
            var below = matched.Count;
            matched.AddRange(route.Match(labels));
            if (matched.Count > below && !route.Continue)
            {
                break;
            }
        }

        return matched.Count > 0 ? matched : [this];
    }

    /// <summary>This node and all below, as they are written.</summary>
    public IEnumerable<Route> Walk() => Routes.SelectMany(route => route.Walk()).Prepend(this);
}
