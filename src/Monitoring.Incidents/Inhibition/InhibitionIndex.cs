using Monitoring.Incidents.Labels;

namespace Monitoring.Incidents.Inhibition;

/// <summary>
/// The alerts that may mute others by a rule. All of them are kept for each set of equal labels: one that ends must not hide another that still fires.
/// </summary>
/// <remarks>Not for several threads.</remarks>
internal sealed class InhibitionIndex(InhibitRule rule)
{
    private readonly Dictionary<LabelSet, Dictionary<LabelSet, DateTimeOffset?>> _sources = [];

    public InhibitRule Rule => rule;

    /// <summary>Takes a new state of an alert.</summary>
    /// <param name="labels">The alert.</param>
    /// <param name="endsAt">When it ends or ended; <see langword="null"/> while nobody knows.</param>
    public void Put(LabelSet labels, DateTimeOffset? endsAt)
    {
        if (!rule.IsSource(labels))
        {
            return;
        }

        var key = rule.KeyOf(labels);
        if (!_sources.TryGetValue(key, out var alerts))
        {
            _sources[key] = alerts = [];
        }

        alerts[labels] = endsAt;
    }

    /// <summary>Forgets an alert.</summary>
    public void Remove(LabelSet labels)
    {
        var key = rule.KeyOf(labels);
        if (_sources.TryGetValue(key, out var alerts) && alerts.Remove(labels) && alerts.Count == 0)
        {
            _sources.Remove(key);
        }
    }

    /// <summary>The alert that mutes this one, if one does. What fits both sides of the rule is not muted by its like.</summary>
    public LabelSet? FindSource(LabelSet target, DateTimeOffset at)
    {
        if (!rule.IsTarget(target) || !_sources.TryGetValue(rule.KeyOf(target), out var alerts))
        {
            return null;
        }

        var isOnBothSides = rule.IsSource(target);
        foreach (var (source, endsAt) in alerts)
        {
            if (!(endsAt <= at) && !(isOnBothSides && rule.IsTarget(source)))
            {
                return source;
            }
        }

        return null;
    }
}
