using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Rollups;
using Monitoring.ErrorTracking.Sessions.Counting;
using Monitoring.ErrorTracking.Sessions.Storing;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Sessions.Health;

/// <summary>Tells the health of releases from stored counts.</summary>
internal sealed class StoredReleaseHealth(SessionCountsReader counts, IAccessControl access) : IReleaseHealth
{
    /// <summary>So many sums are held in memory for a query.</summary>
    private const int MaxSums = 20_000;

    private static readonly TimeSpan LongestByHours = TimeSpan.FromDays(2);

    public async ValueTask<CommandResult<SessionTotals>> SumAsync(Actor actor, ProjectId project, SessionWindow window, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(window);
        if (await RefusalAsync<SessionTotals>(actor, project, WindowRules.Check(window), cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        var sums = await counts.SumAsync(project, window, _ => 0, cancellationToken).ConfigureAwait(false);
        return CommandResults.Done(TotalsOf(sums.GetValueOrDefault(0)));
    }

    public async ValueTask<CommandResult<ReleaseHealth>> GetAsync(Actor actor, ProjectId project, SessionWindow window, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(window);
        var fault = window.Release is null ? "release: must be named." : WindowRules.Check(window);
        if (await RefusalAsync<ReleaseHealth>(actor, project, fault, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        var byRelease = await ByReleaseAsync(project, window with { Release = null }, cancellationToken).ConfigureAwait(false);
        var isShort = window.To - window.From <= LongestByHours && window.From >= counts.HoursSince;
        var series = await counts.SeriesAsync(project, window, isShort ? RollupSpan.Hour : RollupSpan.Day, _ => 0, MaxSums, cancellationToken).ConfigureAwait(false);
        return CommandResults.Done(HealthOf(window.Release!, window, byRelease, Merged(byRelease.Values)) with
        {
            Series = SessionCountsReader.PointsOf(series!.Select(sum => KeyValuePair.Create(sum.Key.Bucket, sum.Value))),
        });
    }

    public async ValueTask<CommandResult<Page<ReleaseHealth>>> ListAsync(Actor actor, ProjectId project, ReleaseHealthSearch search, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(search);
        if (await RefusalAsync<Page<ReleaseHealth>>(actor, project, WindowRules.Check(search), cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        var byRelease = await ByReleaseAsync(project, search.Window with { Release = null }, cancellationToken).ConfigureAwait(false);
        var all = Merged(byRelease.Values);
        var wanted = byRelease.Keys.Where(release => search.Window.Release is null || search.Window.Release == release);
        var page = HealthOrder.PageOf(wanted.Select(release => HealthOf(release, search.Window, byRelease, all)), search);
        return page is null ? Pages.ForeignCursor<Page<ReleaseHealth>>() : CommandResults.Done(page);
    }

    public async ValueTask<CommandResult<Page<SessionGroup>>> QueryAsync(Actor actor, ProjectId project, SessionQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (await RefusalAsync<Page<SessionGroup>>(actor, project, WindowRules.Check(query, counts.HoursSince), cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        var span = query.Interval == SessionInterval.Hour ? RollupSpan.Hour : RollupSpan.Day;
        var sums = await counts.SeriesAsync(project, query.Window, span, series => SessionGroups.KeyOf(series, query.GroupBy), MaxSums, cancellationToken).ConfigureAwait(false);
        return sums is null
            ? CommandResults.Invalid<Page<SessionGroup>>($"groupBy: there are more than {MaxSums} counts in so many groups; ask for days, for a shorter time or for fewer groups.")
            : CommandResults.Done(new Page<SessionGroup> { Items = SessionGroups.Of(sums, query.GroupBy) });
    }

    private ValueTask<Dictionary<string, SessionCounts>> ByReleaseAsync(ProjectId project, SessionWindow window, CancellationToken cancellationToken) =>
        counts.SumAsync(project, window, SessionDocuments.ReleaseOf, cancellationToken);

    private static ReleaseHealth HealthOf(string release, SessionWindow window, Dictionary<string, SessionCounts> byRelease, SessionCounts all)
    {
        var totals = TotalsOf(byRelease.GetValueOrDefault(release));
        var users = all.Users.Count();
        return new ReleaseHealth
        {
            Release = SessionGroups.NameOf(release),
            Environment = window.Environment,
            Totals = totals,
            SessionAdoption = all.Sessions <= 0 ? null : (double)totals.Sessions / all.Sessions,
            UserAdoption = users == 0 ? null : Math.Min(1, (double)totals.Users / users),
        };
    }

    private static SessionCounts Merged(IEnumerable<SessionCounts> parts)
    {
        var sum = new SessionCounts();
        foreach (var part in parts)
        {
            sum.Merge(part);
        }

        return sum;
    }

    private static SessionTotals TotalsOf(SessionCounts? sum) => (sum ?? new SessionCounts()).ToTotals();

    /// <summary>Who may not ask is not told whether the question was right.</summary>
    private async ValueTask<CommandResult<T>?> RefusalAsync<T>(Actor actor, ProjectId project, string? fault, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(actor);
        var decision = await access.CheckAsync(actor, Permission.ReadErrors, project, cancellationToken).ConfigureAwait(false);
        return !decision.IsAllowed ? CommandResults.Refused<T>(decision) : fault is null ? null : CommandResults.Invalid<T>(fault);
    }
}
