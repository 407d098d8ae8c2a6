using System.Collections.Immutable;
using Monitoring.Incidents.Labels;

namespace Monitoring.Incidents.Routing;

/// <summary>Which alerts of a route are told of together.</summary>
internal sealed record Grouping
{
    /// <summary>All alerts of the route in one group.</summary>
    public static Grouping None { get; } = new();

    /// <summary>The labels whose values make a group.</summary>
    public ImmutableSortedSet<string> Names { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Whether each set of labels is a group of its own.</summary>
    public bool ByAll { get; init; }

    /// <summary>The labels that alerts of this alert's group have in common.</summary>
    public LabelSet LabelsOf(LabelSet alert) => ByAll ? alert : alert.Only(Names);
}
