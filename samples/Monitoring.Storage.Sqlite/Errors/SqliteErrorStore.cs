using System.Collections.Immutable;
using Monitoring.Storage.Errors;
using Monitoring.Storage.Sqlite.Database;
using Monitoring.Storage.Sqlite.Errors.Appending;
using Monitoring.Storage.Sqlite.Errors.Changing;
using Monitoring.Storage.Sqlite.Errors.Moving;
using Monitoring.Storage.Sqlite.Errors.Reading;
using Monitoring.Storage.Sqlite.Errors.Tables;
using Monitoring.Storage.Sqlite.Transfer;
using Monitoring.Storage.Transfer;

namespace Monitoring.Storage.Sqlite.Errors;

/// <summary>The error store: checks what a caller may not ask, and runs each call as one transaction.</summary>
internal sealed class SqliteErrorStore(SqliteDatabase database, TimeProvider time, IReleaseOrder? releaseOrder) : IErrorStore, IStoreTransfer<ErrorStoreRecord>
{
    public ValueTask<ImmutableArray<EventAppendResult>> AppendAsync(ImmutableArray<GroupedEvent> events, CancellationToken cancellationToken = default)
    {
        ErrorStoreArguments.Check(events);
        return database.WriteAsync(
            session =>
            {
                var appender = new EventAppender(session, time.GetUtcNow(), releaseOrder);
                return events.Select(appender.Append).ToImmutableArray();
            },
            cancellationToken);
    }

    public ValueTask<IssueRow?> GetIssueAsync(IssueId id, CancellationToken cancellationToken = default) =>
        ReadIssueAsync(session => IssueTable.Find(session, id), cancellationToken);

    public ValueTask<IssueRow?> FindIssueByNumberAsync(ProjectId project, long number, CancellationToken cancellationToken = default) =>
        ReadIssueAsync(session => IssueTable.FindByNumber(session, project, number), cancellationToken);

    public ValueTask<IssueRow?> FindIssueByHashAsync(ProjectId project, GroupingHash hash, CancellationToken cancellationToken = default) =>
        ReadIssueAsync(session => IssueTable.FindByHash(session, project, hash), cancellationToken);

    public ValueTask<Page<IssueRow>> SearchIssuesAsync(IssueQuery query, CancellationToken cancellationToken = default)
    {
        ErrorStoreArguments.Check(query);
        return database.ReadAsync(session => IssueSearch.Run(session, query, time.GetUtcNow()), cancellationToken);
    }

    public ValueTask<StoredEvent?> GetEventAsync(ProjectId project, EventId id, CancellationToken cancellationToken = default) => database.ReadAsync(
        session => EventTable.Find(session, project, id) is var (row, stored)
            ? stored with { Event = stored.Event with { Payload = EventTable.FindPayload(session, row) } }
            : null,
        cancellationToken);

    public ValueTask<Page<StoredEvent>> ListEventsAsync(EventQuery query, CancellationToken cancellationToken = default)
    {
        ErrorStoreArguments.Check(query);
        return database.ReadAsync(session => new EventPages(session).List(query), cancellationToken);
    }

    public ValueTask<EventPage> SearchEventsAsync(EventSearch query, CancellationToken cancellationToken = default)
    {
        ErrorStoreArguments.Check(query);
        return database.ReadAsync(session => new EventPages(session).Search(query), cancellationToken);
    }

    public ValueTask<ImmutableArray<SeriesPoint>> GetSeriesAsync(SeriesQuery query, CancellationToken cancellationToken = default)
    {
        ErrorStoreArguments.Check(query);
        return database.ReadAsync(session => IssueReader.Series(session, query), cancellationToken);
    }

    public ValueTask<ImmutableArray<TagDistribution>> GetTagsAsync(IssueId id, CancellationToken cancellationToken = default) =>
        database.ReadAsync(session => IssueReader.Tags(session, id), cancellationToken);

    public ValueTask<IssueUpdateResult> UpdateIssueAsync(IssueUpdate update, CancellationToken cancellationToken = default)
    {
        ErrorStoreArguments.Check(update);
        return database.WriteAsync(session => new IssueChanger(session, update).Update(), cancellationToken);
    }

    public ValueTask<RetentionResult> ApplyRetentionAsync(RetentionRule rule, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return database.WriteAsync(session => new Retention(session, rule, time.GetUtcNow()).Apply(), cancellationToken);
    }

    public ValueTask<ImmutableArray<IssueTransition>> ReadTransitionsAsync(long after, int max, CancellationToken cancellationToken = default)
    {
        ErrorStoreArguments.CheckTransitions(max);
        return database.ReadAsync(session => TransitionTable.Read(session, after, max), cancellationToken);
    }

    public async ValueTask TrimTransitionsAsync(long upTo, CancellationToken cancellationToken = default) =>
        await database.WriteAsync(session => TransitionTable.Trim(session, upTo), cancellationToken).ConfigureAwait(false);

    public async ValueTask<IStoreExport<ErrorStoreRecord>> BeginExportAsync(CancellationToken cancellationToken = default) =>
        await SqliteExport<ErrorStoreRecord>.BeginAsync(database, ErrorExport.Sections, cancellationToken).ConfigureAwait(false);

    public async ValueTask ImportAsync(ImmutableArray<ErrorStoreRecord> records, CancellationToken cancellationToken = default) => await database.WriteAsync(
        session =>
        {
            var import = new ErrorImport(session, time.GetUtcNow());
            ErrorImportArguments.Check(records, import);
            foreach (var record in records)
            {
                import.Add(record);
            }

            return true;
        },
        cancellationToken).ConfigureAwait(false);

    private ValueTask<IssueRow?> ReadIssueAsync(Func<Session, Issue?> find, CancellationToken cancellationToken) =>
        database.ReadAsync(session => find(session) is { } issue ? IssueRows.Read(session, issue) : null, cancellationToken);
}
