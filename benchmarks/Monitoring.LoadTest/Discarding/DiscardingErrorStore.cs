using System.Collections.Concurrent;
using System.Collections.Immutable;
using Monitoring.Storage;
using Monitoring.Storage.Errors;

namespace Monitoring.LoadTest.Discarding;

/// <summary>Says that every event is stored and keeps nothing but the issue of each hash: what remains is the cost of everything before the store.</summary>
internal sealed class DiscardingErrorStore : IErrorStore
{
    private readonly ConcurrentDictionary<GroupingHash, IssueId> _issues = new();
    private long _lastIssue;

    public ValueTask<ImmutableArray<EventAppendResult>> AppendAsync(ImmutableArray<GroupedEvent> events, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(events.Select(Append).ToImmutableArray());

    public ValueTask<IssueRow?> GetIssueAsync(IssueId id, CancellationToken cancellationToken = default) => ValueTask.FromResult<IssueRow?>(null);

    public ValueTask<IssueRow?> FindIssueByNumberAsync(ProjectId project, long number, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IssueRow?>(null);

    public ValueTask<IssueRow?> FindIssueByHashAsync(ProjectId project, GroupingHash hash, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IssueRow?>(null);

    public ValueTask<Page<IssueRow>> SearchIssuesAsync(IssueQuery query, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(new Page<IssueRow> { Items = [] });

    public ValueTask<StoredEvent?> GetEventAsync(ProjectId project, EventId id, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<StoredEvent?>(null);

    public ValueTask<EventPage> SearchEventsAsync(EventSearch query, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(new EventPage { Items = [] });

    public ValueTask<Page<StoredEvent>> ListEventsAsync(EventQuery query, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(new Page<StoredEvent> { Items = [] });

    public ValueTask<ImmutableArray<SeriesPoint>> GetSeriesAsync(SeriesQuery query, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(ImmutableArray<SeriesPoint>.Empty);

    public ValueTask<ImmutableArray<TagDistribution>> GetTagsAsync(IssueId id, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(ImmutableArray<TagDistribution>.Empty);

    public ValueTask<IssueUpdateResult> UpdateIssueAsync(IssueUpdate update, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(new IssueUpdateResult { Outcome = IssueUpdateOutcome.NotFound });

    public ValueTask<RetentionResult> ApplyRetentionAsync(RetentionRule rule, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(new RetentionResult { Events = 0, Issues = 0 });

    public ValueTask<ImmutableArray<IssueTransition>> ReadTransitionsAsync(long after, int max, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(ImmutableArray<IssueTransition>.Empty);

    public ValueTask TrimTransitionsAsync(long upTo, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    private EventAppendResult Append(GroupedEvent appended) => new()
    {
        Outcome = EventAppendOutcome.Added,
        IssueId = _issues.GetOrAdd(appended.Hashes[0], _ => new IssueId(Interlocked.Increment(ref _lastIssue))),
    };
}
