using System.Collections.Immutable;
using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Errors.Reading;
using Monitoring.Storage.PostgreSql.Errors.Rows;
using Monitoring.Storage.PostgreSql.Errors.Segments;
using Monitoring.Storage.PostgreSql.Opening;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Errors.Appending;

/// <summary>
/// Appends batches, each in one transaction of three round trips. What is large (ids, facts, payloads) goes first and hinders nobody; the rows of issues are locked behind it,
/// so that batches for one issue pass each other for most of the way.
/// </summary>
internal sealed class Appender(PostgreSqlStore store, Partitions partitions, SegmentPacker packer, EventLocator locator)
{
    // Fewer events are packed with those of other callers, once it is known who comes together: more of them are alike, which takes less room and time.
    private const int PackedAlone = 512;

    private readonly SeenIds _ids = new(store.Database, partitions);
    private readonly ProjectSpreads _spreads = new(store);
    private readonly RowLocks _locks = new(store.Database);
    private readonly RowWriter _writer = new(store.Database);
    private readonly IssueWriter _issues = new(store.Database);
    private readonly PlacesReader _places = new(store.Database);
    private readonly HashCache _cache = new();

    /// <summary>Packs what a caller appends while it waits, as this needs nothing of the database.</summary>
    public PackedAppend Pack(ImmutableArray<GroupedEvent> events) => new(events, events.Length < PackedAlone ? [] : packer.Pack(AppendBatch.Of(events).Distinct));

    /// <summary>Appends what callers have packed, in one transaction.</summary>
    public async ValueTask<ImmutableArray<EventAppendResult>> AppendAsync(IReadOnlyList<PackedAppend> appends, CancellationToken cancellationToken)
    {
        await store.OpenAsync(cancellationToken).ConfigureAwait(false);
        var batch = AppendBatch.Of([.. appends.SelectMany(append => append.Events)]);
        var segments = Keep(appends.SelectMany(append => append.Segments), batch.Distinct);
        segments.AddRange(packer.Pack(batch.Distinct.Except(segments.SelectMany(segment => segment.Events), ReferenceEqualityComparer.Instance).Cast<GroupedEvent>()));
        var now = store.Clock.Now();
        await StoreCalls.GuardAsync(() => PrepareAsync(segments, Hours.DayOf(now), cancellationToken)).ConfigureAwait(false);
        return await store.TransactAsync(mayRepeat: true, (transaction, stop) => RunAsync(transaction, batch, segments, now, stop), cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> PrepareAsync(List<PackedSegment> segments, int today, CancellationToken cancellationToken)
    {
        await _ids.PrepareAsync(today, cancellationToken).ConfigureAwait(false);
        var days = segments.Select(segment => segment.Day).Distinct().ToList();
        await partitions.EnsureAsync("event", days, today, cancellationToken).ConfigureAwait(false);
        await partitions.EnsureAsync("segment", days, today, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async ValueTask<ImmutableArray<EventAppendResult>> RunAsync(
        Transaction transaction, AppendBatch batch, List<PackedSegment> segments, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection;
        var events = batch.Distinct.ToList();
        var (fresh, hashes) = await NoteAsync(connection, events, segments, now, cancellationToken).ConfigureAwait(false);
        var owners = await FindOwnersAsync(connection, events, fresh, cancellationToken).ConfigureAwait(false);
        if (fresh.Count == 0)
        {
            return Answer(batch, [], owners);
        }

        if (fresh.Count < events.Count)
        {
            events = [.. events.Where(appended => fresh.Contains((appended.ProjectId, appended.EventId)))];
            segments = Keep(segments, events);
        }

        var rows = await LockAsync(connection, events, segments, hashes, cancellationToken).ConfigureAwait(false);
        await LoadAsync(connection, rows, events, cancellationToken).ConfigureAwait(false);
        var applier = new EventApplier(rows, store.ReleaseOrder);
        var applied = events.ToDictionary(appended => (appended.ProjectId, appended.EventId), applier.Apply);
        await WriteAsync(transaction, rows, applier, cancellationToken).ConfigureAwait(false);
        return Answer(batch, applied, owners);
    }

    /// <summary>Notes the ids of the events, and gives segments and hashes theirs, segments their parts too.</summary>
    private async ValueTask<(HashSet<(ProjectId, EventId)> Fresh, Dictionary<(ProjectId Project, GroupingHash Hash), long> Hashes)> NoteAsync(
        NpgsqlConnection connection, List<GroupedEvent> events, List<PackedSegment> segments, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hashes = events.SelectMany(appended => appended.Hashes, (appended, hash) => (appended.ProjectId, Hash: hash)).Distinct().ToDictionary(hash => hash, hash => _cache.FindId(hash.ProjectId, hash.Hash));
        var unknown = hashes.Where(hash => hash.Value is null).Select(hash => hash.Key).ToList();
        await using var statements = new NpgsqlBatch(connection);
        _locks.LockProjects(statements, events.Select(appended => appended.ProjectId));
        _spreads.Ask(statements, segments.Select(segment => segment.Project));
        _ids.Note(statements, events, now);
        _writer.DrawIds(statements, segments.Count);
        if (unknown.Count > 0)
        {
            _locks.AddHashes(statements, unknown);
        }

        await using var reader = await statements.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        await ProjectSpreads.PlaceAsync(reader, segments, cancellationToken).ConfigureAwait(false);
        var fresh = await reader.ReadAllAsync(SeenIds.Read, cancellationToken).ConfigureAwait(false);
        var ids = await reader.ReadAllAsync(row => row.GetInt64(0), cancellationToken).ConfigureAwait(false);
        foreach (var (segment, id) in segments.Zip(ids))
        {
            segment.Id = id;
        }

        if (unknown.Count > 0)
        {
            foreach (var (hash, id) in await reader.ReadAllAsync(RowLocks.ReadId, cancellationToken).ConfigureAwait(false))
            {
                hashes[hash] = id;
            }
        }

        return ([.. fresh], hashes.ToDictionary(hash => hash.Key, hash => hash.Value!.Value));
    }

    /// <summary>The issues of events whose ids were there before.</summary>
    private async ValueTask<Dictionary<(ProjectId, EventId), IssueId>> FindOwnersAsync(
        NpgsqlConnection connection, List<GroupedEvent> events, HashSet<(ProjectId, EventId)> fresh, CancellationToken cancellationToken)
    {
        var repeated = events.Select(appended => (appended.ProjectId, appended.EventId)).Where(id => !fresh.Contains(id)).ToList();
        return repeated.Count == 0 ? [] : await locator.FindOwnersAsync(connection, repeated, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Segments with these events, each once, and no others; what holds more is packed anew.</summary>
    private List<PackedSegment> Keep(IEnumerable<PackedSegment> segments, IEnumerable<GroupedEvent> events)
    {
        var wanted = new HashSet<GroupedEvent>(events, ReferenceEqualityComparer.Instance);
        var kept = new List<PackedSegment>();
        foreach (var segment in segments)
        {
            var left = segment.Events.Where(wanted.Remove).ToList();
            if (left.Count > 0)
            {
                kept.Add(left.Count == segment.Events.Count ? segment : packer.Repack(segment, left));
            }
        }

        return kept;
    }

    private async ValueTask<AppendRows> LockAsync(
        NpgsqlConnection connection, List<GroupedEvent> events, List<PackedSegment> segments, Dictionary<(ProjectId Project, GroupingHash Hash), long> ids, CancellationToken cancellationToken)
    {
        var hashes = events.SelectMany(appended => appended.Hashes, (appended, hash) => (appended.ProjectId, hash)).ToHashSet();
        await using var statements = new NpgsqlBatch(connection);
        _writer.Segments(statements, segments);
        _writer.Events(statements, ids, segments);
        _locks.LockRows(statements, hashes);
        await using var reader = await statements.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var rows = await RowLocks.ReadRowsAsync(reader, cancellationToken).ConfigureAwait(false);
        var gone = hashes.Where(hash => !rows.Hashes.TryGetValue(hash, out var row) || row.Id != ids[hash]).ToList();
        if (gone.Count > 0)
        {
            _cache.Forget(gone);
            throw new LostRaceException($"{gone.Count} hashes are other rows than this host knew: their issues were deleted.");
        }

        return rows;
    }

    /// <summary>Reads what else counting and the life cycle will ask for.</summary>
    private async ValueTask LoadAsync(NpgsqlConnection connection, AppendRows rows, List<GroupedEvent> events, CancellationToken cancellationToken)
    {
        foreach (var hash in rows.Hashes.Values)
        {
            (hash.Facets, hash.Users) = hash.Events == 0 ? (new(), new()) : _cache.Take(hash.Project, hash.Hash, hash.Token) ?? default;
        }

        if (rows.Hashes.Values.Where(hash => !hash.IsLoaded).ToList() is { Count: > 0 } unknown)
        {
            await _locks.LoadTotalsAsync(connection, unknown, cancellationToken).ConfigureAwait(false);
        }

        if (LoadPlan.OtherUsers(rows, events) is { Count: > 0 } partial)
        {
            await _locks.LoadOtherUsersAsync(connection, partial, cancellationToken).ConfigureAwait(false);
        }

        if (LoadPlan.Hours(rows, events) is { Count: > 0 } counted)
        {
            await _locks.LoadHoursAsync(connection, counted, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Writes the rows, and ends the transaction in the same turn: nobody waits longer for the locks than it takes.</summary>
    private async ValueTask WriteAsync(Transaction transaction, AppendRows rows, EventApplier applied, CancellationToken cancellationToken)
    {
        if (rows.Issues.Where(issue => issue.IsNew).ToList() is { Count: > 0 } opened)
        {
            await _writer.NumberAsync(transaction.Connection, opened, cancellationToken).ConfigureAwait(false);
        }

        var places = await _places.ReadAsync(transaction.Connection, [.. rows.Issues.Where(issue => issue.IsNew || issue.HasNewPlaces)], cancellationToken).ConfigureAwait(false);
        var token = Random.Shared.NextInt64();
        await using var statements = transaction.Batch();
        _writer.Hashes(statements, rows, token);
        _issues.Write(statements, rows.Issues, places);
        _issues.Tell(statements, [.. applied.Transitions.Select(told => told.Transition with { IssueId = told.Issue.Id })]);
        foreach (var hash in rows.Hashes.Values.Where(hash => hash.IsCounted))
        {
            _cache.Put(hash.Project, hash.Hash, hash.Id, token, hash.Facets!, hash.Users!);
        }

        cancellationToken.ThrowIfCancellationRequested();
        transaction.EndWith(statements);
        await statements.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private static ImmutableArray<EventAppendResult> Answer(
        AppendBatch batch, Dictionary<(ProjectId, EventId), (EventAppendOutcome Outcome, IssueHead Issue)> applied, Dictionary<(ProjectId, EventId), IssueId> owners)
    {
        var firsts = batch.Firsts.ToHashSet();
        return
        [
            .. batch.Events.Select((appended, place) =>
            {
                var id = (appended.ProjectId, appended.EventId);
                return applied.TryGetValue(id, out var done)
                    ? new EventAppendResult { Outcome = firsts.Contains(place) ? done.Outcome : EventAppendOutcome.Duplicate, IssueId = done.Issue.Id }
                    : new EventAppendResult { Outcome = EventAppendOutcome.Duplicate, IssueId = owners.GetValueOrDefault(id) };
            }),
        ];
    }
}
