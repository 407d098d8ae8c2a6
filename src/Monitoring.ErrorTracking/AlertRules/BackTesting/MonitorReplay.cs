using Monitoring.ErrorTracking.AlertRules.Judging;
using Monitoring.ErrorTracking.AlertRules.Running;
using Monitoring.ErrorTracking.Monitors;
using Monitoring.ErrorTracking.Monitors.Storing;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.AlertRules.BackTesting;

/// <summary>Lets a rule about monitors live through their check-ins.</summary>
internal sealed class MonitorReplay(MonitorRecords monitors)
{
    private const int PageSize = 100;
    private const int MaxCheckIns = 20_000;

    public async ValueTask RunAsync(
        ProjectId project, AlertRuleSettings settings, TestRange range, Replay replay, HashSet<string> unknown, CancellationToken cancellationToken)
    {
        var happened = new List<(AlertSubject Subject, DateTimeOffset At, bool IsFailing, int InARow)>();
        string? cursor = null;
        do
        {
            var page = await monitors.ListAsync(Partition.Of(project), PageSize, cursor, cancellationToken).ConfigureAwait(false);
            foreach (var monitor in page.Items.Select(item => item.Value))
            {
                foreach (var environment in await monitors.EnvironmentsAsync(Partition.Of(project), monitor.Id, cancellationToken).ConfigureAwait(false))
                {
                    if (MonitorJudge.Fits(settings.Conditions, monitor.Slug, environment.Value.State.Name))
                    {
                        var checkIns = await CheckInsAsync(project, monitor.Id, environment.Value.State.Name, range, unknown, cancellationToken).ConfigureAwait(false);
                        happened.AddRange(Streaks(monitor, environment.Value.State.Name, checkIns).Where(change => range.Contains(change.At)));
                    }
                }
            }

            cursor = page.Next;
        }
        while (cursor is not null);

        foreach (var (subject, at, isFailing, inARow) in happened.OrderBy(change => change.At))
        {
            replay.Value(subject, new Observation { Holds = isFailing, IsCalm = !isFailing }, inARow, () => "The job failed", at);
        }
    }

    /// <summary>When a monitor failed and recovered, by its thresholds.</summary>
    private static IEnumerable<(AlertSubject Subject, DateTimeOffset At, bool IsFailing, int InARow)> Streaks(
        MonitorDocument monitor, string environment, IEnumerable<CheckIn> checkIns)
    {
        var subject = AlertSubject.OfMonitor(monitor.Id, monitor.Slug, monitor.Settings.Name.Length > 0 ? monitor.Settings.Name : monitor.Slug, environment);
        var (failures, successes, isFailing) = (0, 0, false);
        foreach (var checkIn in checkIns.Where(checkIn => checkIn.Status is not (CheckInStatus.InProgress or CheckInStatus.Unknown)))
        {
            (failures, successes) = checkIn.Status == CheckInStatus.Ok ? (0, successes + 1) : (failures + 1, 0);
            var isNow = isFailing ? successes < monitor.Settings.RecoveryThreshold : failures >= monitor.Settings.FailureThreshold;
            if (isNow != isFailing)
            {
                isFailing = isNow;
                yield return (subject, checkIn.EndedAt ?? checkIn.StartedAt, isFailing, isFailing ? failures : successes);
            }
        }
    }

    /// <summary>The check-ins of a range and the day before it, in the order in which they ended.</summary>
    private async ValueTask<IEnumerable<CheckIn>> CheckInsAsync(
        ProjectId project, EntityId monitor, string environment, TestRange range, HashSet<string> unknown, CancellationToken cancellationToken)
    {
        var found = new List<CheckIn>();
        var search = new CheckInSearch { Environment = environment, Limit = PageSize };
        do
        {
            var page = await monitors.CheckInsAsync(Partition.Of(project), monitor, search, cancellationToken).ConfigureAwait(false);
            found.AddRange(page.Items.Where(checkIn => checkIn.StartedAt < range.To));
            search = search with { Cursor = page.Items.Any(checkIn => checkIn.StartedAt < range.From - TimeSpan.FromDays(1)) ? null : page.Next };
        }
        while (search.Cursor is not null && found.Count < MaxCheckIns);

        if (search.Cursor is not null)
        {
            unknown.Add(Limits.TooManyEvents(MaxCheckIns));
        }

        return found.OrderBy(checkIn => checkIn.EndedAt ?? checkIn.StartedAt);
    }
}
