using System.Collections.Concurrent;
using System.Collections.Immutable;
using Monitoring.Storage;
using Monitoring.Storage.Errors;

namespace Monitoring.Benchmarks.Ingest;

/// <summary>Remembers what is appended, payloads included, and stores nothing.</summary>
internal sealed class RecordingStore : IErrorStore
{
    private readonly ConcurrentQueue<GroupedEvent> _appended = new();

    public ImmutableArray<GroupedEvent> Appended => [.. _appended];

    public ValueTask<ImmutableArray<EventAppendResult>> AppendAsync(ImmutableArray<GroupedEvent> events, CancellationToken cancellationToken = default)
    {
        foreach (var appended in events)
        {
            _appended.Enqueue(appended with { Payload = appended.Payload.ToArray() });
        }

        return ValueTask.FromResult<ImmutableArray<EventAppendResult>>(
            [.. events.Select(_ => new EventAppendResult { IssueId = new IssueId(1), Outcome = EventAppendOutcome.Added })]);
    }

    public ValueTask<IssueRow?> GetIssueAsync(IssueId id, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<IssueRow?> FindIssueByNumberAsync(ProjectId project, long number, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<IssueRow?> FindIssueByHashAsync(ProjectId project, GroupingHash hash, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<Page<IssueRow>> SearchIssuesAsync(IssueQuery query, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<StoredEvent?> GetEventAsync(ProjectId project, EventId id, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<Page<StoredEvent>> ListEventsAsync(EventQuery query, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<EventPage> SearchEventsAsync(EventSearch query, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<ImmutableArray<SeriesPoint>> GetSeriesAsync(SeriesQuery query, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<ImmutableArray<TagDistribution>> GetTagsAsync(IssueId id, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<IssueUpdateResult> UpdateIssueAsync(IssueUpdate update, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<RetentionResult> ApplyRetentionAsync(RetentionRule rule, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<ImmutableArray<IssueTransition>> ReadTransitionsAsync(long after, int max, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask TrimTransitionsAsync(long upTo, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
