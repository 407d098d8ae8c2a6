using System.Collections.Immutable;
using Monitoring.Storage;
using Monitoring.Storage.Errors;

namespace Monitoring.Testing.Tests.Errors;

/// <summary>Passes every call on; what derives from it does one thing wrong.</summary>
internal abstract class ErrorStoreDecorator(IErrorStore inner) : IErrorStore
{
    protected IErrorStore Inner { get; } = inner;

    public virtual ValueTask<ImmutableArray<EventAppendResult>> AppendAsync(ImmutableArray<GroupedEvent> events, CancellationToken cancellationToken = default) =>
        Inner.AppendAsync(events, cancellationToken);

    public virtual ValueTask<IssueRow?> GetIssueAsync(IssueId id, CancellationToken cancellationToken = default) => Inner.GetIssueAsync(id, cancellationToken);

    public virtual ValueTask<IssueRow?> FindIssueByNumberAsync(ProjectId project, long number, CancellationToken cancellationToken = default) =>
        Inner.FindIssueByNumberAsync(project, number, cancellationToken);

    public virtual ValueTask<IssueRow?> FindIssueByHashAsync(ProjectId project, GroupingHash hash, CancellationToken cancellationToken = default) =>
        Inner.FindIssueByHashAsync(project, hash, cancellationToken);

    public virtual ValueTask<Page<IssueRow>> SearchIssuesAsync(IssueQuery query, CancellationToken cancellationToken = default) =>
        Inner.SearchIssuesAsync(query, cancellationToken);

    public virtual ValueTask<StoredEvent?> GetEventAsync(ProjectId project, EventId id, CancellationToken cancellationToken = default) =>
        Inner.GetEventAsync(project, id, cancellationToken);

    public virtual ValueTask<Page<StoredEvent>> ListEventsAsync(EventQuery query, CancellationToken cancellationToken = default) =>
        Inner.ListEventsAsync(query, cancellationToken);

    public virtual ValueTask<EventPage> SearchEventsAsync(EventSearch query, CancellationToken cancellationToken = default) =>
        Inner.SearchEventsAsync(query, cancellationToken);

    public virtual ValueTask<ImmutableArray<SeriesPoint>> GetSeriesAsync(SeriesQuery query, CancellationToken cancellationToken = default) =>
        Inner.GetSeriesAsync(query, cancellationToken);

    public virtual ValueTask<ImmutableArray<TagDistribution>> GetTagsAsync(IssueId id, CancellationToken cancellationToken = default) =>
        Inner.GetTagsAsync(id, cancellationToken);

    public virtual ValueTask<IssueUpdateResult> UpdateIssueAsync(IssueUpdate update, CancellationToken cancellationToken = default) =>
        Inner.UpdateIssueAsync(update, cancellationToken);

    public virtual ValueTask<RetentionResult> ApplyRetentionAsync(RetentionRule rule, CancellationToken cancellationToken = default) =>
        Inner.ApplyRetentionAsync(rule, cancellationToken);

    public virtual ValueTask<ImmutableArray<IssueTransition>> ReadTransitionsAsync(long after, int max, CancellationToken cancellationToken = default) =>
        Inner.ReadTransitionsAsync(after, max, cancellationToken);

    public virtual ValueTask TrimTransitionsAsync(long upTo, CancellationToken cancellationToken = default) => Inner.TrimTransitionsAsync(upTo, cancellationToken);
}
