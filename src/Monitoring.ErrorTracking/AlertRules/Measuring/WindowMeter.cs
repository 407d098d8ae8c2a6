using Monitoring.ErrorTracking.AlertRules.Judging;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.AlertRules.Measuring;

/// <summary>
/// Counts what a rule counts, from what the store has counted by hours. Only where the first hour of a window makes the difference, and where users or environments
/// are asked for, events are looked at singly.
/// </summary>
internal sealed class WindowMeter(IErrorStore store)
{
    /// <summary>The most events that are looked at singly for one question.</summary>
    private const int MostEvents = 20_000;

    private readonly EventScan _scan = new(store);

    /// <summary>Counts for one issue.</summary>
    /// <param name="settings">The rule.</param>
    /// <param name="issue">The issue.</param>
    /// <param name="isFiring">Which of the two bounds matters: that of the end or that of the beginning.</param>
    /// <param name="at">The present.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public ValueTask<Measured> MeasureAsync(AlertRuleSettings settings, IssueRow issue, bool isFiring, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var mark = isFiring ? AlertBounds.End(settings) : AlertBounds.Threshold(settings.Trigger);
        return settings.Trigger.Kind switch
        {
            AlertTriggerKind.PercentChange or AlertTriggerKind.ProjectPercentChange => ChangeAsync(settings.Trigger, issue.Id, at, cancellationToken),
            AlertTriggerKind.Users => UsersAsync(settings, issue, mark, at, cancellationToken),
            _ => EventsAsync(settings, issue.Id, mark, at, cancellationToken),
        };
    }

    /// <summary>
    /// How many events of an issue a window has at least and at most: only the hour in which the window begins is not known as a whole.
    /// </summary>
    public async ValueTask<(long Least, long Most)> BoundsAsync(IssueId issue, TimeSpan window, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var from = at - window;
        var first = Hours.Floor(from);
        var query = new SeriesQuery { IssueId = issue, From = first, To = at.AddTicks(1) };
        var series = await store.GetSeriesAsync(query, cancellationToken).ConfigureAwait(false);
        var most = series.Sum(point => point.Count);
        return (from == first || series.IsEmpty ? most : most - series[0].Count, most);
    }

    /// <summary>Counts events of an issue singly, until there are more than a mark.</summary>
    /// <returns>Null when more would have to be looked at than may be.</returns>
    public async ValueTask<long?> CountAsync(AlertRuleSettings settings, IssueId issue, double mark, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var from = at - settings.Trigger.Window;
        var count = 0L;
        foreach (var environment in Environments(settings))
        {
            if (!await _scan.RunAsync(issue, environment, from, MostEvents, _ => ++count > mark, cancellationToken).ConfigureAwait(false))
            {
                return null;
            }
        }

        return count;
    }

    /// <summary>The events of whole hours: of the window that ends with the present hour, and of the one that it is compared with.</summary>
    public async ValueTask<Measured> ChangeAsync(AlertTrigger trigger, IssueId issue, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var end = EndOfChange(trigger, at);
        var start = end - trigger.Window;
        var before = Hours.Before(start, trigger);
        return new Measured
        {
            Value = await Hours.SumAsync(store, issue, start, end, cancellationToken).ConfigureAwait(false),
            Base = await Hours.SumAsync(store, issue, before, before + trigger.Window, cancellationToken).ConfigureAwait(false),
        };
    }

    /// <summary>
    /// Where the hours of a change end. An increase is seen while the hour runs, since what comes can only add to it; a decrease when the hour is over.
    /// </summary>
    private static DateTimeOffset EndOfChange(AlertTrigger trigger, DateTimeOffset at)
    {
        var hour = Hours.Floor(at);
        return trigger.Percent < 0 || hour == at ? hour : hour + Hours.One;
    }

    private static IEnumerable<string?> Environments(AlertRuleSettings settings) =>
        settings.Conditions.Environments.IsEmpty ? (string?[])[null] : [.. settings.Conditions.Environments];

    private async ValueTask<Measured> EventsAsync(AlertRuleSettings settings, IssueId issue, double mark, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var (least, most) = await BoundsAsync(issue, settings.Trigger.Window, at, cancellationToken).ConfigureAwait(false);
        if (most <= mark || (settings.Conditions.Environments.IsEmpty && (least > mark || least == most)))
        {
            return new Measured { Value = most <= mark ? most : least, IsAtLeast = most > mark && least < most };
        }

        return await CountAsync(settings, issue, mark, at, cancellationToken).ConfigureAwait(false) is { } count
            ? new Measured { Value = count, IsAtLeast = count > mark }
            : Measured.Unknown;
    }

    private async ValueTask<Measured> UsersAsync(AlertRuleSettings settings, IssueRow issue, double mark, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var (_, most) = await BoundsAsync(issue.Id, settings.Trigger.Window, at, cancellationToken).ConfigureAwait(false);

        // Beyond what a sketch counts exactly its count is an estimate.
        var known = Math.Min(most, issue.UserCount <= DistinctSketch.ExactLimit ? issue.UserCount : (long)(issue.UserCount * 1.1));
        if (known <= mark)
        {
            return new Measured { Value = known };
        }

        var users = new HashSet<ulong>();
        foreach (var environment in Environments(settings))
        {
            if (!await _scan.RunAsync(issue.Id, environment, at - settings.Trigger.Window, MostEvents, IsEnough, cancellationToken).ConfigureAwait(false))
            {
                return Measured.Unknown;
            }
        }

        return new Measured { Value = users.Count, IsAtLeast = users.Count > mark };

        bool IsEnough(GroupedEvent item) => item.UserHash is { } user && users.Add(user) && users.Count > mark;
    }
}
