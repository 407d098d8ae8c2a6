using System.Collections.Immutable;
using Monitoring.Incidents.Labels;
using Monitoring.Incidents.Matchers;

namespace Monitoring.Incidents.Silences;

/// <summary>For some time nobody is told of alerts that fit.</summary>
internal sealed record Silence
{
    /// <summary>Sets of matchers: an alert fits when all matchers of one set hold.</summary>
    public required ImmutableArray<ImmutableArray<Matcher>> MatcherSets { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>Not included.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    public string CreatedBy { get; init; } = "";

    public string Comment { get; init; } = "";

    public SilenceState StateAt(DateTimeOffset instant) =>
        instant < StartsAt ? SilenceState.Pending : instant < EndsAt ? SilenceState.Active : SilenceState.Expired;

    public bool IsMatch(LabelSet labels) => MatcherSets.Any(set => set.All(matcher => matcher.IsMatch(labels)));

    /// <summary>The silence as it is when somebody ends it; one that is over stays as it is.</summary>
    public Silence ExpireAt(DateTimeOffset now) => StateAt(now) switch
    {
        SilenceState.Pending => this with { StartsAt = now, EndsAt = now },
        SilenceState.Active => this with { EndsAt = now },
        _ => this,
    };

    /// <summary>Whether this may become that in its place; otherwise it ends and that is a new one, so that what was is never written over.</summary>
    public bool CanBecome(Silence changed, DateTimeOffset now) => HasMatchersOf(changed) && StateAt(now) switch
    {
        SilenceState.Active => changed.StartsAt.ToUnixTimeSeconds() == StartsAt.ToUnixTimeSeconds() && changed.EndsAt >= now,
        SilenceState.Pending => changed.StartsAt >= now,
        _ => false,
    };

    private bool HasMatchersOf(Silence other) =>
        MatcherSets.Length == other.MatcherSets.Length && MatcherSets.Zip(other.MatcherSets).All(pair => pair.First.SequenceEqual(pair.Second));
}
