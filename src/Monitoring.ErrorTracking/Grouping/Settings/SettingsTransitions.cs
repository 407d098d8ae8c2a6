using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Grouping.Settings;

/// <summary>Makes of settings and a change the settings after it, and keeps those of before for as long as issues are found by them.</summary>
internal static class SettingsTransitions
{
    /// <summary>How long events find the issues that former settings made.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromDays(90);

    /// <summary>The settings after a change; the same object when nothing is different.</summary>
    public static GroupingSettings Apply(GroupingSettingsChange change, GroupingSettings before, DateTimeOffset now)
    {
        var after = before with
        {
            Config = change.Config ?? before.Config,
            Enhancements = change.Enhancements ?? before.Enhancements,
            FingerprintRules = change.FingerprintRules ?? before.FingerprintRules,
        };
        return after == before ? before : after with { Since = now, Former = change.KeepsIssues ? FormerOf(before, after, now) : [] };
    }

    private static ImmutableArray<FormerGrouping> FormerOf(GroupingSettings before, GroupingSettings after, DateTimeOffset now)
    {
        var last = new FormerGrouping
        {
            Config = before.Config,
            Enhancements = before.Enhancements,
            FingerprintRules = before.FingerprintRules,
            Since = before.Since,
            ChangedAt = now,
            Until = now + Length,
        };
        var former = before.Former
            .Where(known => known.Until > now && !IsSame(known, last.Config, last.Enhancements, last.FingerprintRules))
            .Prepend(last)
            .Where(known => !IsSame(known, after.Config, after.Enhancements, after.FingerprintRules))
            .ToList();
        if (former.Count > GroupingSettings.MaxFormer)
        {
            // Somebody tries one thing after the other: what held for minutes has made few issues.
            former.Remove(former.MinBy(known => known.Since is { } since ? known.ChangedAt - since : TimeSpan.MaxValue)!);
        }

        return [.. former];
    }

    private static bool IsSame(FormerGrouping former, string config, string enhancements, string fingerprintRules) =>
        former.Config == config && former.Enhancements == enhancements && former.FingerprintRules == fingerprintRules;
}
