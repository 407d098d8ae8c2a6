using System.Collections.Immutable;
using Monitoring.Access;
using Monitoring.ErrorTracking.AlertRules.Judging;
using Monitoring.ErrorTracking.Sessions;

namespace Monitoring.ErrorTracking.AlertRules.Measuring;

/// <summary>Counts the sessions of releases for rules about crash-free rates.</summary>
internal sealed class HealthMeter(IReleaseHealth health, LatestReleases releases)
{
    /// <summary>The most releases of an environment that are looked at, those with the most sessions.</summary>
    public const int MostReleases = 100;

    private static readonly TimeSpan LongestSeries = TimeSpan.FromDays(31);

    /// <summary>The environments that a rule is about, each by itself; null for all of them together.</summary>
    public static IEnumerable<string?> Environments(AlertConditions conditions) =>
        conditions.Environments.IsEmpty ? (string?[])[null] : [.. conditions.Environments];

    /// <summary>Counts for each release that had sessions in the window that ends with the present hour.</summary>
    public async ValueTask<ImmutableArray<(AlertSubject Subject, Measured Measured)>> MeasureAsync(
        ProjectId project, AlertRuleSettings settings, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<(AlertSubject, Measured)>();
        var to = Hours.Floor(at) + Hours.One;
        foreach (var environment in Environments(settings.Conditions))
        {
            var window = new SessionWindow { From = to - settings.Trigger.Window, To = to, Release = settings.Conditions.Release, Environment = environment };
            var search = new ReleaseHealthSearch { Window = window, Limit = MostReleases };
            var page = await health.ListAsync(Actor.System, project, search, cancellationToken).ConfigureAwait(false);
            foreach (var release in page.Value?.Items ?? [])
            {
                if (await FitsAsync(project, settings.Conditions, release.Release, cancellationToken).ConfigureAwait(false))
                {
                    found.Add((AlertSubject.OfRelease(release.Release!, environment), Measure(settings.Trigger, release.Totals)));
                }
            }
        }

        return found.ToImmutable();
    }

    /// <summary>The hours of each release in an environment.</summary>
    /// <param name="project">The project.</param>
    /// <param name="conditions">Which releases.</param>
    /// <param name="environment">The environment; null for all together.</param>
    /// <param name="from">The beginning.</param>
    /// <param name="to">The end.</param>
    /// <param name="missing">Called when hours are not kept any more.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async ValueTask<ILookup<string, SessionPoint>> HoursAsync(
        ProjectId project, AlertConditions conditions, string? environment, DateTimeOffset from, DateTimeOffset to, Action missing, CancellationToken cancellationToken)
    {
        var points = new List<(string Release, SessionPoint Point)>();
        for (var start = from; start < to; start += LongestSeries)
        {
            var end = start + LongestSeries < to ? start + LongestSeries : to;
            var window = new SessionWindow { From = start, To = end, Release = conditions.Release, Environment = environment };
            var query = new SessionQuery { Window = window, Interval = SessionInterval.Hour, GroupBy = SessionGrouping.Release };
            var page = await health.QueryAsync(Actor.System, project, query, cancellationToken).ConfigureAwait(false);
            if (page.Value is null)
            {
                missing();
            }

            foreach (var group in page.Value?.Items ?? [])
            {
                if (await FitsAsync(project, conditions, group.Release, cancellationToken).ConfigureAwait(false))
                {
                    points.AddRange(group.Series.Select(point => (group.Release!, point)));
                }
            }
        }

        return points.ToLookup(point => point.Release, point => point.Point, StringComparer.Ordinal);
    }

    /// <summary>The rate in percent, with how many sessions there were.</summary>
    public static Measured Rate(long all, long crashed, long sessions) =>
        new() { Value = all == 0 ? 100 : Math.Max(0, 100 * (1 - ((double)crashed / all))), Weight = all == 0 ? 0 : sessions };

    private static Measured Measure(AlertTrigger trigger, SessionTotals totals) => trigger.Measure == CrashFreeMeasure.Users
        ? Rate(totals.Users, totals.CrashedUsers, totals.Sessions)
        : Rate(totals.Sessions, totals.Crashed, totals.Sessions);

    /// <summary>Releases that found no room of their own are none.</summary>
    private async ValueTask<bool> FitsAsync(ProjectId project, AlertConditions conditions, string? release, CancellationToken cancellationToken) =>
        release is not null && (!conditions.LatestReleaseOnly || await releases.IsLatestAsync(project, release, cancellationToken).ConfigureAwait(false));
}
