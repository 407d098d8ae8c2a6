using System.Collections.Immutable;
using Monitoring.Storage;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tests.Queueing;

/// <summary>A store that writes when it is let, and fails when it is told. Only appends.</summary>
internal sealed class GatedErrorStore : IErrorStore
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<EventId> _events = [];
    private readonly Lock _lock = new();
    private int _begun;

    public TaskCompletionSource Appending { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How many appends were begun.</summary>
    public int Begun => Volatile.Read(ref _begun);

    /// <summary>How many events each append had.</summary>
    public List<int> Batches { get; } = [];

    public Exception? Failure { get; set; }

    /// <summary>An event that breaks every append it is in.</summary>
    public EventId Poison { get; set; }

    /// <summary>Called with the events of each append while their memory is theirs.</summary>
    public Action<ImmutableArray<GroupedEvent>> OnAppend { get; set; } = _ => { };

    public void Open() => _gate.TrySetResult();

    public EventId EventOf(IssueId issue) => _events[(int)issue.Value - 1];

    public async ValueTask<ImmutableArray<EventAppendResult>> AppendAsync(ImmutableArray<GroupedEvent> events, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _begun);
        Appending.TrySetResult();
        await _gate.Task.WaitAsync(cancellationToken);
        OnAppend(events);
        if (Failure is not null)
        {
            throw Failure;
        }

        if (!Poison.IsDefault && events.Any(item => item.EventId == Poison))
        {
            throw new InvalidOperationException("The store chokes on an event.");
        }

        lock (_lock)
        {
            Batches.Add(events.Length);
            return [.. events.Select(Append)];
        }
    }

    public ValueTask<IssueRow?> GetIssueAsync(IssueId id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IssueRow?> FindIssueByNumberAsync(ProjectId project, long number, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IssueRow?> FindIssueByHashAsync(ProjectId project, GroupingHash hash, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<Page<IssueRow>> SearchIssuesAsync(IssueQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<StoredEvent?> GetEventAsync(ProjectId project, EventId id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<Page<StoredEvent>> ListEventsAsync(EventQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<EventPage> SearchEventsAsync(EventSearch query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<ImmutableArray<SeriesPoint>> GetSeriesAsync(SeriesQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<ImmutableArray<TagDistribution>> GetTagsAsync(IssueId id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IssueUpdateResult> UpdateIssueAsync(IssueUpdate update, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<RetentionResult> ApplyRetentionAsync(RetentionRule rule, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<ImmutableArray<IssueTransition>> ReadTransitionsAsync(long after, int max, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask TrimTransitionsAsync(long upTo, CancellationToken cancellationToken) => throw new NotSupportedException();

    private EventAppendResult Append(GroupedEvent item)
    {
        _events.Add(item.EventId);
        return new EventAppendResult { Outcome = EventAppendOutcome.NewIssue, IssueId = new IssueId(_events.Count) };
    }
}
