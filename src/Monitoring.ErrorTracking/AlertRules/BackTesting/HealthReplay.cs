using Monitoring.ErrorTracking.AlertRules.Judging;
using Monitoring.ErrorTracking.AlertRules.Measuring;
using Monitoring.ErrorTracking.Sessions;

namespace Monitoring.ErrorTracking.AlertRules.BackTesting;

/// <summary>Lets a rule about crash-free rates live through the hours of sessions.</summary>
internal sealed class HealthReplay(HealthMeter meter)
{
    public async ValueTask RunAsync(
        ProjectId project, AlertRuleSettings settings, TestRange range, Replay replay, HashSet<string> unknown, CancellationToken cancellationToken)
    {
        var trigger = settings.Trigger;
        if (trigger.Measure == CrashFreeMeasure.Users && trigger.Window > Hours.One)
        {
            unknown.Add(Limits.Users);
        }

        var histories = new List<(AlertSubject Subject, HourCounts Sessions, HourCounts All, HourCounts Crashed)>();
        var from = range.From - trigger.Window;
        foreach (var environment in HealthMeter.Environments(settings.Conditions))
        {
            var releases = await meter.HoursAsync(project, settings.Conditions, environment, from, range.To, () => unknown.Add(Limits.OldSessions), cancellationToken).ConfigureAwait(false);
            histories.AddRange(releases.Select(release => (
                AlertSubject.OfRelease(release.Key, environment),
                CountsOf(release, totals => totals.Sessions),
                CountsOf(release, totals => trigger.Measure == CrashFreeMeasure.Users ? totals.Users : totals.Sessions),
                CountsOf(release, totals => trigger.Measure == CrashFreeMeasure.Users ? totals.CrashedUsers : totals.Crashed))));
        }

        for (var hour = 0; hour < range.Length; hour++)
        {
            var at = range.EndOf(hour);
            foreach (var (subject, sessions, all, crashed) in histories)
            {
                var start = at - trigger.Window;
                var measured = HealthMeter.Rate(all.Sum(start, at), crashed.Sum(start, at), sessions.Sum(start, at));
                replay.Value(subject, AlertBounds.Observe(settings, measured), measured.Value, () => Reasons.OfValue(trigger, measured), at);
            }
        }

        HourCounts CountsOf(IEnumerable<SessionPoint> points, Func<SessionTotals, long> count)
        {
            var counts = new long[(int)((range.To - from) / Hours.One)];
            foreach (var point in points.Where(point => point.Bucket >= from && point.Bucket < range.To && point.Totals is not null))
            {
                counts[(int)((point.Bucket - from) / Hours.One)] += count(point.Totals!);
            }

            return new HourCounts(from, counts);
        }
    }
}
