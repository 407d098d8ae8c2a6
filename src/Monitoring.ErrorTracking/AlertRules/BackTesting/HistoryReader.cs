using System.Collections.Immutable;
using Monitoring.ErrorTracking.AlertRules.Measuring;
using Monitoring.ErrorTracking.Issues.Activity;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.AlertRules.BackTesting;

/// <summary>Reads the past of issues from what is stored: hours, activity and, where nothing else knows, events singly.</summary>
internal sealed class HistoryReader(IErrorStore store, IDocumentStore documents, IssueMatcher matcher, LatestReleases releases)
{
    private const int MaxBuckets = 1000;
    private const int MaxActivity = 1000;
    private const int MaxEvents = 20_000;

    private readonly EventScan _scan = new(store);

    /// <summary>Reads an issue's past.</summary>
    /// <param name="settings">The rule.</param>
    /// <param name="issue">The issue.</param>
    /// <param name="range">The range, with as much before it as the rule looks back.</param>
    /// <param name="unknown">What cannot be known is added to it.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async ValueTask<IssueHistory> ReadAsync(
        AlertRuleSettings settings, IssueRow issue, TestRange range, HashSet<string> unknown, CancellationToken cancellationToken)
    {
        var history = new IssueHistory
        {
            Row = issue,
            Statuses = new StatusHistory(issue.State.Status, await ActivityAsync(issue, cancellationToken).ConfigureAwait(false)),
            FitsWith = await FittingAsync(settings.Conditions, issue, cancellationToken).ConfigureAwait(false),
            Events = new HourCounts(range.From, []),
        };
        var isSingle = settings.Trigger.Kind == AlertTriggerKind.Users || !settings.Conditions.Environments.IsEmpty;
        return history.FitsWith.IsEmpty ? history
            : isSingle ? await SingleAsync(settings, history, range, unknown, cancellationToken).ConfigureAwait(false)
            : history with { Events = await EventsAsync(issue.Id, range, cancellationToken).ConfigureAwait(false) };
    }

    /// <summary>The activity of an issue, the last first.</summary>
    public async ValueTask<ImmutableArray<IssueActivity>> ActivityAsync(IssueRow issue, CancellationToken cancellationToken)
    {
        var query = IssueActivityDocuments.Query(issue.ProjectId, issue.Id, MaxActivity, null);
        return [.. (await documents.QueryAsync(IssueActivityDocuments.Type, query, cancellationToken).ConfigureAwait(false)).Items.Select(item => item.Value)];
    }

    private async ValueTask<ImmutableArray<IssueStatus>> FittingAsync(AlertConditions conditions, IssueRow issue, CancellationToken cancellationToken)
    {
        if (conditions.LatestReleaseOnly && !await releases.HasLatestAsync(issue.ProjectId, issue.Releases, cancellationToken).ConfigureAwait(false))
        {
            return [];
        }

        var fitting = ImmutableArray.CreateBuilder<IssueStatus>();
        foreach (var status in conditions.Statuses)
        {
            if (await matcher.FitsQueryAsync(conditions, issue with { State = issue.State with { Status = status } }, cancellationToken).ConfigureAwait(false))
            {
                fitting.Add(status);
            }
        }

        return fitting.ToImmutable();
    }

    private async ValueTask<HourCounts> EventsAsync(IssueId issue, TestRange range, CancellationToken cancellationToken)
    {
        var counts = new List<long>(range.Length);
        for (var from = range.From; from < range.To; from += MaxBuckets * Hours.One)
        {
            var to = from + (MaxBuckets * Hours.One);
            var query = new SeriesQuery { IssueId = issue, From = from, To = to < range.To ? to : range.To };
            counts.AddRange((await store.GetSeriesAsync(query, cancellationToken).ConfigureAwait(false)).Select(point => point.Count));
        }

        return new HourCounts(range.From, counts);
    }

    private async ValueTask<IssueHistory> SingleAsync(
        AlertRuleSettings settings, IssueHistory history, TestRange range, HashSet<string> unknown, CancellationToken cancellationToken)
    {
        var counts = new long[range.Length];
        var users = new HashSet<(DateTimeOffset, ulong)>();
        foreach (var environment in settings.Conditions.Environments.IsEmpty ? [null] : settings.Conditions.Environments.Cast<string?>())
        {
            if (!await _scan.RunAsync(history.Row.Id, environment, range.From, MaxEvents, Take, cancellationToken).ConfigureAwait(false))
            {
                unknown.Add(Limits.TooManyEvents(MaxEvents));
            }
        }

        return history with { Events = new HourCounts(range.From, counts), Users = [.. users.OrderBy(user => user.Item1)] };

        bool Take(GroupedEvent item)
        {
            var hour = Hours.Floor(item.Timestamp);
            if (range.Contains(hour))
            {
                counts[(int)((hour - range.From) / Hours.One)]++;
                if (item.UserHash is { } user)
                {
                    users.Add((hour, user));
                }
            }

            return false;
        }
    }
}
