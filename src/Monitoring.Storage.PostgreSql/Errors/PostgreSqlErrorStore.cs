using System.Collections.Immutable;
using Monitoring.Storage.Counts;
using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Errors.Appending;
using Monitoring.Storage.PostgreSql.Errors.Changing;
using Monitoring.Storage.PostgreSql.Errors.Moving;
using Monitoring.Storage.PostgreSql.Errors.Ranking;
using Monitoring.Storage.PostgreSql.Errors.Reading;
using Monitoring.Storage.PostgreSql.Errors.Retention;
using Monitoring.Storage.PostgreSql.Errors.Rows;
using Monitoring.Storage.PostgreSql.Errors.Segments;
using Monitoring.Storage.PostgreSql.Opening;
using Monitoring.Storage.Transfer;

namespace Monitoring.Storage.PostgreSql.Errors;

/// <summary>The error store in a database: checks what is asked for, and runs it.</summary>
internal sealed class PostgreSqlErrorStore : IErrorStore, IStoreTransfer<ErrorStoreRecord>, IDisposable
{
    // Changes of a project follow one another; more of them would wait with a connection each, and leave none for those who read.
    private const int ChangesAtOnce = 4;

    private readonly SemaphoreSlim _changes = new(ChangesAtOnce, ChangesAtOnce);
    private readonly PostgreSqlStore _store;
    private readonly SegmentPacker _packer = new();
    private readonly AppendGroups _appends;
    private readonly IssueReader _issues;
    private readonly IssueSearch _search;
    private readonly IssueChanger _changer;
    private readonly EventLocator _locator;
    private readonly EventScan _events;
    private readonly RetentionRun _retention;
    private readonly ErrorImport _import;
    private readonly TrendRanking _ranking;
    private readonly string _readTransitions;
    private readonly string _trimTransitions;

    public PostgreSqlErrorStore(PostgreSqlStore store)
    {
        _store = store;
        var partitions = new Partitions(store.Database);
        _locator = new EventLocator(store.Database);
        var appender = new Appender(store, partitions, _packer, _locator);
        _appends = new AppendGroups(appender.Pack, appends => appender.AppendAsync(appends, CancellationToken.None));
        _issues = new IssueReader(store.Database);
        _search = new IssueSearch(store.Database, _issues);
        _changer = new IssueChanger(store.Database, _issues, _locator, _packer);
        _events = new EventScan(store.Database);
        _import = new ErrorImport(store, partitions, _packer);
        _retention = new RetentionRun(store, new PayloadEviction(store, _packer));
        _ranking = new TrendRanking(store);
        Upkeep = new Upkeep(store, partitions, _ranking);
        _readTransitions = store.Database.Sql("select position, body from $.transition where position > $1 order by position limit $2");
        _trimTransitions = store.Database.Sql("delete from $.transition where position <= $1");
    }

    public Upkeep Upkeep { get; }

    public ValueTask<ImmutableArray<EventAppendResult>> AppendAsync(ImmutableArray<GroupedEvent> events, CancellationToken cancellationToken = default)
    {
        ErrorStoreArguments.Check(events);
        return events.IsEmpty ? ValueTask.FromResult(ImmutableArray<EventAppendResult>.Empty) : _appends.AppendAsync(events, cancellationToken);
    }

    public ValueTask<IssueRow?> GetIssueAsync(IssueId id, CancellationToken cancellationToken = default) =>
        _store.ReadAsync((connection, stop) => _issues.FindAsync(connection, id, stop), cancellationToken);

    public ValueTask<IssueRow?> FindIssueByNumberAsync(ProjectId project, long number, CancellationToken cancellationToken = default) =>
        _store.ReadAsync((connection, stop) => _issues.FindByNumberAsync(connection, project, number, stop), cancellationToken);

    public ValueTask<IssueRow?> FindIssueByHashAsync(ProjectId project, GroupingHash hash, CancellationToken cancellationToken = default) =>
        _store.ReadAsync((connection, stop) => _issues.FindByHashAsync(connection, project, hash, stop), cancellationToken);

    public async ValueTask<Page<IssueRow>> SearchIssuesAsync(IssueQuery query, CancellationToken cancellationToken = default)
    {
        ErrorStoreArguments.Check(query);
        var scope = $"issues {query.ProjectId} {query.Sort}";
        var after = Cursor.Read(query.Cursor, scope) is { } cursor ? IssueSearch.ReadPlace(cursor) : (long.MaxValue, long.MaxValue);
        if (query.Sort == IssueSort.Trend)
        {
            await _ranking.RefreshAsync(TrendRanking.MaxAge, cancellationToken).ConfigureAwait(false);
        }

        var (found, rankedAt) = await _store.ReadAsync((connection, stop) => _search.RunAsync(connection, query, after, stop), cancellationToken).ConfigureAwait(false);
        var page = found.Take(query.Limit).ToList();
        return new Page<IssueRow>
        {
            Items = [.. page.Select(item => item.Row)],
            Next = found.Count > page.Count ? Cursor.Write(scope, IssueSearch.Place(page[^1].Key, page[^1].Row.Id)) : null,
            RankedAt = rankedAt,
        };
    }

    public ValueTask<StoredEvent?> GetEventAsync(ProjectId project, EventId id, CancellationToken cancellationToken = default) =>
        _store.ReadAsync((connection, stop) => _locator.FindAsync(connection, project, id, stop), cancellationToken);

    public async ValueTask<Page<StoredEvent>> ListEventsAsync(EventQuery query, CancellationToken cancellationToken = default)
    {
        ErrorStoreArguments.Check(query);
        var scope = $"events {query.IssueId}";
        var after = Cursor.Read(query.Cursor, scope) is { } cursor ? EventPosition.Read(cursor) : EventPosition.Start;
        var (found, unfinished) = await FindEventsAsync(
            query.IssueId, (issue, hashes) => new EventScope { Part = Parts.Of(issue.ProjectId), Project = issue.ProjectId, Hashes = hashes, Issue = issue.Id, Environment = query.Environment, OnlyKept = query.OnlyKept },
            after, query.Limit + 1, cancellationToken).ConfigureAwait(false);
        var page = found.Take(query.Limit).ToList();
        return new Page<StoredEvent> { Items = [.. page.Select(item => item.Event)], Next = Next(scope, found.Count > page.Count ? page[^1].Position : unfinished) };
    }

    public async ValueTask<EventPage> SearchEventsAsync(EventSearch query, CancellationToken cancellationToken = default)
    {
        ErrorStoreArguments.Check(query);
        var scope = $"found events {query.ProjectId} {query.IssueId}";
        var after = Cursor.Read(query.Cursor, scope) is { } cursor ? EventPosition.Read(cursor) : EventPosition.Start;
        var all = new EventScope { Part = Parts.Of(query.ProjectId), Project = query.ProjectId, From = query.From.UtcTicks, To = query.To.UtcTicks, Filter = query.Filter };
        var (found, unfinished) = query.IssueId is { } id
            ? await FindEventsAsync(id, (issue, hashes) => issue.ProjectId == query.ProjectId ? all with { Hashes = hashes, Issue = issue.Id } : null, after, query.Limit + 1, cancellationToken).ConfigureAwait(false)
            : await _store.ReadAsync((connection, stop) => _events.RunAsync(connection, all, after, query.Limit + 1, stop), cancellationToken).ConfigureAwait(false);
        var page = found.Take(query.Limit).ToList();
        return new EventPage
        {
            Items = [.. page.Select(item => item.Event)],
            Next = Next(scope, found.Count > page.Count ? page[^1].Position : unfinished),
            IsPartial = found.Count <= page.Count && unfinished is not null,
        };
    }

    public async ValueTask<ImmutableArray<SeriesPoint>> GetSeriesAsync(SeriesQuery query, CancellationToken cancellationToken = default)
    {
        ErrorStoreArguments.Check(query);
        var hours = (int)(SeriesPoints.Length(query.Bucket) / TimeSpan.TicksPerHour);
        var first = Hours.Of(SeriesPoints.Start(query));
        var counts = await _store.ReadAsync<Dictionary<int, long>?>(
            async (connection, stop) => await _issues.FindAsync(connection, query.IssueId, stop).ConfigureAwait(false) is { } issue
                ? await _issues.HoursAsync(connection, issue, hours, first, Hours.Of(query.To.UtcTicks) + hours, stop).ConfigureAwait(false)
                : null,
            cancellationToken).ConfigureAwait(false);
        return counts is null ? [] : SeriesPoints.Of(query, start => counts.GetValueOrDefault(Hours.Of(start) / hours));
    }

    public ValueTask<ImmutableArray<TagDistribution>> GetTagsAsync(IssueId id, CancellationToken cancellationToken = default) => _store.ReadAsync(
        async (connection, stop) => await _issues.FindAsync(connection, id, stop).ConfigureAwait(false) is { } issue
            ? TagDistributions.Of((await _issues.FacetsAsync(connection, Parts.Of(issue.ProjectId), [issue.Id], stop).ConfigureAwait(false))[issue.Id])
            : [],
        cancellationToken);

    public async ValueTask<IssueUpdateResult> UpdateIssueAsync(IssueUpdate update, CancellationToken cancellationToken = default)
    {
        ErrorStoreArguments.Check(update);
        await _changes.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await _store.TransactAsync(mayRepeat: false, (transaction, stop) => _changer.UpdateAsync(transaction.Connection, update, stop), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _changes.Release();
        }
    }

    public ValueTask<RetentionResult> ApplyRetentionAsync(RetentionRule rule, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return _retention.ApplyAsync(rule, cancellationToken);
    }

    public async ValueTask<ImmutableArray<IssueTransition>> ReadTransitionsAsync(long after, int max, CancellationToken cancellationToken = default)
    {
        ErrorStoreArguments.CheckTransitions(max);
        return
        [
            .. await _store.ReadAsync(
                (connection, stop) => connection.QueryAsync(
                    _readTransitions, [Parameter.Of(after), Parameter.Of((long)max)], row => Totals.ReadTransition(row.GetFieldValue<byte[]>(1), row.GetInt64(0)), stop),
                cancellationToken).ConfigureAwait(false),
        ];
    }

    public async ValueTask TrimTransitionsAsync(long upTo, CancellationToken cancellationToken = default) =>
        await _store.TransactAsync(mayRepeat: true, (transaction, stop) => transaction.Connection.ExecuteAsync(_trimTransitions, [Parameter.Of(upTo)], stop), cancellationToken).ConfigureAwait(false);

    public async ValueTask<IStoreExport<ErrorStoreRecord>> BeginExportAsync(CancellationToken cancellationToken = default)
    {
        var snapshot = await Snapshot.BeginAsync(_store, cancellationToken).ConfigureAwait(false);
        return new SectionedExport<ErrorStoreRecord>(new ErrorExport(_store.Database, snapshot, Hours.DayOf(_store.Clock.Now())).Sections, snapshot.DisposeAsync);
    }

    public ValueTask ImportAsync(ImmutableArray<ErrorStoreRecord> records, CancellationToken cancellationToken = default) => _import.RunAsync(records, cancellationToken);

    public void Dispose()
    {
        _packer.Dispose();
        _changes.Dispose();
    }

    private ValueTask<(List<(EventPosition Position, StoredEvent Event)> Found, EventPosition? Unfinished)> FindEventsAsync(
        IssueId id, Func<IssueRow, long[], EventScope?> scope, EventPosition after, int limit, CancellationToken cancellationToken) => _store.ReadAsync(
        async (connection, stop) =>
        {
            return await _issues.FindAsync(connection, id, stop).ConfigureAwait(false) is { } issue
                && scope(issue, await _issues.HashesAsync(connection, issue, stop).ConfigureAwait(false)) is { } wanted
                ? await _events.RunAsync(connection, wanted, after, limit, stop).ConfigureAwait(false)
                : ([], null);
        },
        cancellationToken);

    private static string? Next(string scope, EventPosition? after) => after is { } place ? Cursor.Write(scope, place.ToBytes()) : null;
}
