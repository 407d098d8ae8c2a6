using System.Collections.Immutable;
using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Errors.Cells;
using Monitoring.Storage.LiteDb.Errors.Reading;
using Monitoring.Storage.LiteDb.Errors.State;
using Monitoring.Storage.Transfer;

namespace Monitoring.Storage.LiteDb.Hosting;

/// <summary>The error store in a directory: checks what is asked for, and hands it to the session that is open.</summary>
internal sealed class LiteDbErrorStore(LiteDbStore store) : IErrorStore, IStoreTransfer<ErrorStoreRecord>
{
    public async ValueTask<ImmutableArray<EventAppendResult>> AppendAsync(ImmutableArray<GroupedEvent> events, CancellationToken cancellationToken = default)
    {
        ErrorStoreArguments.Check(events);
        return await store.CallAsync(session => session.Errors.AppendAsync(events, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<IssueRow?> GetIssueAsync(IssueId id, CancellationToken cancellationToken = default) =>
        ReadAsync(state => Row(state, state.FindIssue(id)), cancellationToken);

    public ValueTask<IssueRow?> FindIssueByNumberAsync(ProjectId project, long number, CancellationToken cancellationToken = default) =>
        ReadAsync(state => Row(state, state.FindNumber(project, number)), cancellationToken);

    public ValueTask<IssueRow?> FindIssueByHashAsync(ProjectId project, GroupingHash hash, CancellationToken cancellationToken = default) =>
        ReadAsync(state => state.FindHash(project, hash) is { Owner.IsDefault: false } cell ? Row(state, state.FindIssue(cell.Owner)) : null, cancellationToken);

    public async ValueTask<Page<IssueRow>> SearchIssuesAsync(IssueQuery query, CancellationToken cancellationToken = default)
    {
        ErrorStoreArguments.Check(query);
        var scope = $"issues {query.ProjectId} {query.Sort}";
        IssuePlace? after = Cursor.Read(query.Cursor, scope) is { } cursor ? IssuePlace.Read(cursor) : null;
        var (found, rankedAt) = await store.CallAsync(session => session.Errors.SearchAsync(query, after, cancellationToken), cancellationToken).ConfigureAwait(false);
        var page = found.Take(query.Limit).ToList();
        return new Page<IssueRow>
        {
            Items = [.. page.Select(item => item.Row)],
            Next = found.Count > page.Count ? Cursor.Write(scope, page[^1].Place.ToBytes()) : null,
            RankedAt = rankedAt,
        };
    }

    public ValueTask<StoredEvent?> GetEventAsync(ProjectId project, EventId id, CancellationToken cancellationToken = default) =>
        store.CallAsync(session => session.Errors.GetEventAsync(project, id, cancellationToken), cancellationToken);

    public async ValueTask<Page<StoredEvent>> ListEventsAsync(EventQuery query, CancellationToken cancellationToken = default)
    {
        ErrorStoreArguments.Check(query);
        var scope = $"events {query.IssueId}";
        EventPosition? after = Cursor.Read(query.Cursor, scope) is { } cursor ? EventPosition.Read(cursor) : null;
        var found = await store.CallAsync(session => session.Errors.ListEventsAsync(query, after, query.Limit + 1, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (found is null)
        {
            return new Page<StoredEvent> { Items = [] };
        }

        var page = found.Events.Take(query.Limit).ToList();
        return new Page<StoredEvent>
        {
            Items = [.. page.Select(item => item.Event with { IssueId = found.Issue })],
            Next = found.Events.Count > page.Count ? Cursor.Write(scope, page[^1].Position.ToBytes()) : null,
        };
    }

    public async ValueTask<EventPage> SearchEventsAsync(EventSearch query, CancellationToken cancellationToken = default)
    {
        ErrorStoreArguments.Check(query);
        var scope = $"found events {query.ProjectId} {query.IssueId}";
        EventPosition? after = Cursor.Read(query.Cursor, scope) is { } cursor ? EventPosition.Read(cursor) : null;
        if (await store.CallAsync(session => session.Errors.SearchEventsAsync(query, after, cancellationToken), cancellationToken).ConfigureAwait(false) is not var (found, unfinished))
        {
            return new EventPage { Items = [] };
        }

        var page = found.Take(query.Limit).ToList();
        var next = found.Count > page.Count ? page[^1].Position : unfinished;
        return new EventPage
        {
            Items = [.. page.Select(item => item.Event)],
            Next = next is { } place ? Cursor.Write(scope, place.ToBytes()) : null,
            IsPartial = found.Count <= page.Count && unfinished is not null,
        };
    }

    public async ValueTask<ImmutableArray<SeriesPoint>> GetSeriesAsync(SeriesQuery query, CancellationToken cancellationToken = default)
    {
        ErrorStoreArguments.Check(query);
        return await ReadAsync(state => state.FindIssue(query.IssueId)?.Head is { } head ? IssueCounts.Series(state.Totals(head), query) : [], cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<ImmutableArray<TagDistribution>> GetTagsAsync(IssueId id, CancellationToken cancellationToken = default) =>
        ReadAsync(state => state.FindIssue(id)?.Head is { } head ? IssueCounts.Tags(state.Totals(head)) : [], cancellationToken);

    public async ValueTask<IssueUpdateResult> UpdateIssueAsync(IssueUpdate update, CancellationToken cancellationToken = default)
    {
        ErrorStoreArguments.Check(update);
        return await store.CallAsync(session => session.Errors.UpdateAsync(update, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<RetentionResult> ApplyRetentionAsync(RetentionRule rule, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return await store.CallAsync(session => session.Errors.ApplyRetentionAsync(rule, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<ImmutableArray<IssueTransition>> ReadTransitionsAsync(long after, int max, CancellationToken cancellationToken = default)
    {
        ErrorStoreArguments.CheckTransitions(max);
        return await store.CallAsync(session => session.Errors.ReadTransitionsAsync(after, max, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask TrimTransitionsAsync(long upTo, CancellationToken cancellationToken = default) =>
        await store.CallAsync(session => session.Errors.TrimAsync(upTo, cancellationToken), cancellationToken).ConfigureAwait(false);

    public ValueTask<IStoreExport<ErrorStoreRecord>> BeginExportAsync(CancellationToken cancellationToken = default) =>
        store.CallAsync(session => session.Errors.Transfer.BeginExportAsync(cancellationToken), cancellationToken);

    public async ValueTask ImportAsync(ImmutableArray<ErrorStoreRecord> records, CancellationToken cancellationToken = default) => await store.CallAsync(
        async session =>
        {
            await session.Errors.Transfer.ImportAsync(records, cancellationToken).ConfigureAwait(false);
            return true;
        },
        cancellationToken).ConfigureAwait(false);

    private static IssueRow? Row(ErrorState state, IssueCell? issue) => issue?.Head is { } head ? state.Row(head) : null;

    private ValueTask<T> ReadAsync<T>(Func<ErrorState, T> read, CancellationToken cancellationToken) =>
        store.CallAsync(session => session.Errors.ReadAsync(read, cancellationToken), cancellationToken);
}
