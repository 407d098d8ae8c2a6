using System.Collections.Immutable;
using Monitoring.Incidents.Labels;
using Monitoring.Incidents.Matchers;

namespace Monitoring.Incidents.Inhibition;

/// <summary>While an alert of one kind fires, alerts of another kind that share some labels with it are not told of.</summary>
internal sealed record InhibitRule
{
    public string Name { get; init; } = "";

    /// <summary>Which alerts mute others.</summary>
    public required ImmutableArray<Matcher> Source { get; init; }

    /// <summary>Which alerts are muted.</summary>
    public required ImmutableArray<Matcher> Target { get; init; }

    /// <summary>The labels that must be equal in both; one that both lack is equal.</summary>
    public required ImmutableArray<string> Equal { get; init; }

    public bool IsSource(LabelSet labels) => Source.All(matcher => matcher.IsMatch(labels));

    public bool IsTarget(LabelSet labels) => Target.All(matcher => matcher.IsMatch(labels));

    /// <summary>The values that must be equal, as one key.</summary>
    public LabelSet KeyOf(LabelSet labels) => LabelSet.Of(Equal.Select(name => new Label(name, labels[name])));
}
