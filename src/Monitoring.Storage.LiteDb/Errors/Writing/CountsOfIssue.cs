using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Errors.Cells;
using Monitoring.Storage.LiteDb.Errors.State;

namespace Monitoring.Storage.LiteDb.Errors.Writing;

/// <summary>What an issue has counted at this moment: the sum of its hashes. Under the state's lock.</summary>
internal sealed class CountsOfIssue(ErrorState state, IssueHead head) : IIssueCounts
{
    public long Events
    {
        get
        {
            var events = 0L;
            foreach (var hash in head.Hashes)
            {
                events += Totals(hash).Count;
            }

            return events;
        }
    }

    public long Users
    {
        get
        {
            if (head.Hashes.Length == 1)
            {
                return Totals(head.Hashes[0]).Users.Count();
            }

            var users = new DistinctSketch();
            foreach (var hash in head.Hashes)
            {
                users.Merge(Totals(hash).Users);
            }

            return users.Count();
        }
    }

    public DateTimeOffset FirstSeen => new(head.Hashes.Min(hash => Totals(hash).FirstSeen), TimeSpan.Zero);

    public long EventsInHour(long hour)
    {
        var events = 0L;
        foreach (var hash in head.Hashes)
        {
            events += hour is >= 0 and <= int.MaxValue ? Totals(hash).Hours.GetValueOrDefault((int)hour) : 0;
        }

        return events;
    }

    /// <summary>Computed when the hour changes, or what was counted before it.</summary>
    public EscalationForecast Forecast(long hour)
    {
        var known = (hour, Events - EventsInHour(hour), head.Version);
        if (state.FindIssue(head.Id) is not { } cell)
        {
            return EscalationForecast.Of(this, hour);
        }

        if (cell.Forecast is not { } kept || kept.Of != known)
        {
            cell.Forecast = kept = (known, EscalationForecast.Of(this, hour));
        }

        return kept.Forecast;
    }

    private HashTotals Totals(GroupingHash hash) => state.FindHash(head.Project, hash)!.Totals;
}
