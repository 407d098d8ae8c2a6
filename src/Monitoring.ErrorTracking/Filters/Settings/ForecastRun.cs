using Monitoring.ErrorTracking.Filters.Matching;
using Monitoring.ErrorTracking.Grouping.Inspection;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Filters.Settings;

/// <summary>Asks filters about stored events, the newest of the issues that were seen last.</summary>
internal sealed class ForecastRun(IErrorStore store, StoredEventReader reader, CompiledFilters filters)
{
    private const int EventsPerIssue = 10;
    private const int IssuesAtOnce = 50;

    private readonly Dictionary<string, List<EventId>> _matches = new(StringComparer.Ordinal);
    private int _examined;
    private int _matched;
    private int _skipped;

    public async ValueTask<FilterForecast> RunAsync(ProjectId project, CancellationToken cancellationToken)
    {
        string? cursor = null;
        var issues = 0;
        do
        {
            var query = new IssueQuery { ProjectId = project, Sort = IssueSort.LastSeen, Limit = IssuesAtOnce, Cursor = cursor };
            var page = await store.SearchIssuesAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (var issue in page.Items)
            {
                await ReadAsync(issue, cancellationToken).ConfigureAwait(false);
            }

            cursor = page.Next;
            issues += page.Items.Length;
        }
        while (cursor is not null && _examined + _skipped < FilterForecast.MaxEvents && issues < FilterForecast.MaxIssues);
        return new FilterForecast
        {
            Examined = _examined,
            Matched = _matched,
            Skipped = _skipped,
            Filters =
            [
                .. _matches.OrderBy(match => match.Key, StringComparer.Ordinal).Select(match => new FilterCount
                {
                    Filter = match.Key, Count = match.Value.Count, Examples = [.. match.Value.Take(FilterCount.MaxExamples)],
                }),
            ],
        };
    }

    private async ValueTask ReadAsync(IssueRow issue, CancellationToken cancellationToken)
    {
        var left = Math.Min(EventsPerIssue, FilterForecast.MaxEvents - _examined - _skipped);
        if (left <= 0)
        {
            return;
        }

        var page = await store.ListEventsAsync(new EventQuery { IssueId = issue.Id, Limit = left }, cancellationToken).ConfigureAwait(false);
        foreach (var row in page.Items)
        {
            var stored = await store.GetEventAsync(issue.ProjectId, row.Event.EventId, cancellationToken).ConfigureAwait(false);
            if (stored is null || await reader.ReadAsync(stored.Event, cancellationToken).ConfigureAwait(false) is not { } errorEvent)
            {
                _skipped++;
                continue;
            }

            _examined++;
            var found = filters.FindAll(errorEvent, address: null);
            _matched += found.IsEmpty ? 0 : 1;
            foreach (var name in found)
            {
                (_matches.TryGetValue(name, out var events) ? events : _matches[name] = []).Add(row.Event.EventId);
            }
        }
    }
}
