using Monitoring.ErrorTracking.Grouping.Settings;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Grouping.Inspection;

/// <summary>Reads stored events, the newest of each issue, and groups them under two settings.</summary>
internal sealed class ReplayRun(IErrorStore store, StoredEventReader reader, ProjectId project, GroupingReplay replay)
{
    private const int IssuesAtOnce = 100;

    private readonly List<(IssueId Issue, EventId Event)> _events = [];
    private readonly EventGroups _before = new();
    private readonly EventGroups _after = new();
    private int _issues;
    private int _skipped;

    public async ValueTask<GroupingForecast> RunAsync(ProjectGrouping present, ProjectGrouping trial, CancellationToken cancellationToken)
    {
        string? cursor = null;
        var isComplete = false;
        while (_issues < GroupingReplay.MaxIssues && !isComplete)
        {
            var query = new IssueQuery { ProjectId = project, Sort = IssueSort.LastSeen, Limit = IssuesAtOnce, Cursor = cursor };
            var page = await store.SearchIssuesAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (var issue in page.Items)
            {
                await ReadAsync(issue.Id, present, trial, cancellationToken).ConfigureAwait(false);
            }

            cursor = page.Next;
            isComplete = cursor is null || (replay.From is { } from && page.Items is [.., { } last] && last.LastSeen < from);
        }

        var events = _events.Select((entry, index) => new ReplayedEvent(entry.Issue, entry.Event, _before.GroupOf(index), _after.GroupOf(index))).ToList();
        return new GroupingForecast
        {
            Merged = Forecasts.Merged(events),
            Split = Forecasts.Split(events),
            Issues = _issues,
            Events = events.Count,
            Skipped = _skipped,
            IsComplete = isComplete,
        };
    }

    private async ValueTask ReadAsync(IssueId issue, ProjectGrouping present, ProjectGrouping trial, CancellationToken cancellationToken)
    {
        var page = await store.ListEventsAsync(new EventQuery { IssueId = issue, Limit = GroupingReplay.MaxEventsPerIssue }, cancellationToken).ConfigureAwait(false);
        var rows = page.Items.Select(stored => stored.Event)
            .Where(row => !(row.ReceivedAt < replay.From) && !(row.ReceivedAt >= replay.To))
            .Take(replay.EventsPerIssue)
            .ToArray();
        _issues += rows.Length > 0 ? 1 : 0;
        foreach (var row in rows)
        {
            var stored = await store.GetEventAsync(project, row.EventId, cancellationToken).ConfigureAwait(false);
            if (stored is null || await reader.ReadAsync(stored.Event, cancellationToken).ConfigureAwait(false) is not { } errorEvent)
            {
                _skipped++;
                continue;
            }

            _events.Add((issue, row.EventId));
            _before.Add(present.Strategy.Group(errorEvent, present.Rules).Hashes);
            _after.Add(trial.Strategy.Group(errorEvent, trial.Rules).Hashes);
        }
    }
}
