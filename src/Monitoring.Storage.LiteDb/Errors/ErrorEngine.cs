using System.Collections.Immutable;
using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Errors.Indexing;
using Monitoring.Storage.LiteDb.Errors.Moving;
using Monitoring.Storage.LiteDb.Errors.Packing;
using Monitoring.Storage.LiteDb.Errors.Reading;
using Monitoring.Storage.LiteDb.Errors.Retention;
using Monitoring.Storage.LiteDb.Errors.State;
using Monitoring.Storage.LiteDb.Errors.Writing;
using Monitoring.Storage.LiteDb.Journal;

namespace Monitoring.Storage.LiteDb.Errors;

/// <summary>
/// The error store while it is open: the journal takes what comes, the state knows what it means, packing moves it into
/// segments and the database.
/// </summary>
internal sealed class ErrorEngine : IDisposable
{
    private readonly ErrorSettings _settings;
    private readonly ErrorParts _parts;
    private readonly ChangeRecorder _recorder;
    private readonly EventAppender _appender;
    private readonly IssueChanger _changer;
    private readonly JournalThread _thread;
    private readonly Durability _durability;
    private readonly PackRun _run;
    private readonly IssueIndexes _indexes;
    private readonly PackLoop _loop;

    private ErrorEngine(ErrorSettings settings, ErrorParts parts)
    {
        _settings = settings;
        _parts = parts;
        var writer = new JournalWriter(parts.Journals.Files[^1], parts.NextSequence);
        _recorder = new ChangeRecorder(writer, parts.State);
        if (parts.State.IsTorn)
        {
            new TearMending(parts.State, parts.Tables, _recorder).Run();
            writer.Commit();
            parts.State.IsTorn = false;
        }

        _durability = new Durability(writer.NextSequence - 1);
        var known = new KnownEvents(parts.State, parts.Journals, parts.Segments);
        _appender = new EventAppender(parts.State, _recorder, known, settings.ReleaseOrder);
        _changer = new IssueChanger(parts.State, _recorder);
        _thread = new JournalThread(settings, parts, writer, _durability);
        _indexes = new IssueIndexes(settings, parts.Tables, parts.State);
        _run = new PackRun(settings, parts, _durability, _indexes);
        _loop = new PackLoop(settings, _thread, _run);
        Transfer = new ErrorTransfer(settings, parts, _thread, _loop, _run, new ErrorImport(parts.State, _recorder, known, settings.Time));
    }

    public ErrorTransfer Transfer { get; }

    public static ErrorEngine Open(ErrorSettings settings) => new(settings, ErrorRecovery.Run(settings));

    public async ValueTask<ImmutableArray<EventAppendResult>> AppendAsync(ImmutableArray<GroupedEvent> events, CancellationToken cancellationToken)
    {
        var command = new AppendCommand(events, _appender);
        await _thread.EnqueueAsync(command, cancellationToken).ConfigureAwait(false);
        return await command.Task.ConfigureAwait(false);
    }

    public ValueTask<IssueUpdateResult> UpdateAsync(IssueUpdate update, CancellationToken cancellationToken) => update.Change is IssueChange.Pin pin
        ? PinAsync(update, pin, cancellationToken)
        : ChangeAsync(() => _changer.Update(update), cancellationToken);

    public ValueTask<bool> TrimAsync(long upTo, CancellationToken cancellationToken) => ChangeAsync(
        () =>
        {
            _recorder.TrimTransitions(Math.Min(upTo, _parts.State.LastSequence));
            return true;
        },
        cancellationToken);

    public async ValueTask<RetentionResult> ApplyRetentionAsync(RetentionRule rule, CancellationToken cancellationToken)
    {
        var run = new RetentionRun(_parts, _recorder, rule);
        ChangeRetentions(1);
        try
        {
            var isMore = await ChangeAsync(run.Begin, cancellationToken).ConfigureAwait(false);
            while (isMore)
            {
                // Step by step, so that appends come in between.
                isMore = await ChangeAsync(run.DeleteIssues, cancellationToken).ConfigureAwait(false);
            }

            var events = await WithFilesAsync(_ => run.LookAround(), _ => run.CountEvents(), cancellationToken).ConfigureAwait(false);
            var (payloads, bytes) = await EvictAsync(rule, cancellationToken).ConfigureAwait(false);
            return new RetentionResult { Events = events, Issues = run.Issues, Payloads = payloads, PayloadBytes = bytes };
        }
        finally
        {
            ChangeRetentions(-1);
        }
    }

    private async ValueTask<(long Payloads, long Bytes)> EvictAsync(RetentionRule rule, CancellationToken cancellationToken) =>
        rule.PayloadBytes is { } bound && await WithFilesAsync(_ => 0, _ => PayloadEviction.MayExceed(_parts, rule.ProjectId, bound), cancellationToken).ConfigureAwait(false)
            ? await _loop.EvictAsync(rule.ProjectId, bound, cancellationToken).ConfigureAwait(false)
            : default;

    /// <summary>Looks at the files of the journal between two commits: all that was answered is in them.</summary>
    public ValueTask<T> BetweenCommitsAsync<T>(Func<T> look, CancellationToken cancellationToken) => ChangeAsync(look, cancellationToken);

    /// <summary>Reads the state; answers when what was read is durable.</summary>
    public async ValueTask<T> ReadAsync<T>(Func<ErrorState, T> read, CancellationToken cancellationToken)
    {
        var (result, sequence) = await _settings.Gate.RunAsync(
            () =>
            {
                lock (_parts.State.Gate)
                {
                    _parts.State.Evict();
                    return (read(_parts.State), _parts.State.LastSequence);
                }
            },
            cancellationToken).ConfigureAwait(false);
        await _durability.WaitAsync(sequence, cancellationToken).ConfigureAwait(false);
        return result;
    }

    /// <summary>The first issues of a list, one more than asked for, with the instant of their ranking if it is an earlier one.</summary>
    public async ValueTask<(List<(IssuePlace Place, IssueRow Row)> Found, DateTimeOffset? RankedAt)> SearchAsync(
        IssueQuery query, IssuePlace? after, CancellationToken cancellationToken)
    {
        var search = new IssueSearch(_parts.Tables, _indexes, query, after, _settings.Time.GetUtcNow());
        await ReadAsync(
            state =>
            {
                search.ReadUnsaved(state);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        var found = await _settings.Gate.RunAsync(search.Run, cancellationToken).ConfigureAwait(false);
        return (found, search.RankedAt);
    }

    public async ValueTask<StoredEvent?> GetEventAsync(ProjectId project, EventId id, CancellationToken cancellationToken)
    {
        var located = await LocateAsync(project, id, cancellationToken).ConfigureAwait(false);
        return located?.Stored;
    }

    /// <summary>The first events of a list, with the issue that they belong to; <see langword="null"/> when there is no such issue.</summary>
    public ValueTask<EventListResult?> ListEventsAsync(EventQuery query, EventPosition? after, int count, CancellationToken cancellationToken) =>
        WithFilesAsync(
            state => state.FindIssue(query.IssueId)?.Head is { } head ? EventListPlan.Make(_parts, head, query, after) : null,
            plan => plan is null ? null : new EventListResult(plan.Head.Id, new EventList(plan, _parts.Segments).Read(count)),
            cancellationToken);

    /// <summary>Looks for events; <see langword="null"/> when there is no such issue.</summary>
    public ValueTask<(IReadOnlyList<(EventPosition Position, StoredEvent Event)> Found, EventPosition? Unfinished)?> SearchEventsAsync(
        EventSearch query, EventPosition? after, CancellationToken cancellationToken) =>
        WithFilesAsync<EventScanPlan?, (IReadOnlyList<(EventPosition, StoredEvent)>, EventPosition?)?>(
            _ => EventScanPlan.Make(_parts, query, after),
            plan => plan is null ? null : new EventScan(_parts, plan).Run(),
            cancellationToken);

    public async ValueTask<ImmutableArray<IssueTransition>> ReadTransitionsAsync(long after, int max, CancellationToken cancellationToken)
    {
        var (from, saved, unsaved) = await ReadAsync(
            state => (
                Math.Max(after, state.TrimmedTransitions),
                state.SavedTransitions,
                state.UnsavedTransitions.Select(transition => transition.Told).Where(told => told.Position > after).Take(max).ToList()),
            cancellationToken).ConfigureAwait(false);
        var older = from >= saved
            ? []
            : await _settings.Gate.RunAsync(() => _parts.Tables.Transitions(from, saved, max).ToList(), cancellationToken).ConfigureAwait(false);
        return [.. older.Concat(unsaved).Take(max)];
    }

    /// <summary>Figures for health reports.</summary>
    public ImmutableDictionary<string, long> Figures()
    {
        lock (_parts.State.Gate)
        {
            return ImmutableDictionary<string, long>.Empty
                .Add("journal_bytes", _parts.Journals.Bytes)
                .Add("journal_files", _parts.Journals.Files.Length)
                .Add("dirty_cells", _parts.State.Dirty.Count)
                .Add("segments", _parts.Segments.All.Length)
                .Add("append_queue", _thread.Waiting)
                .Add("seconds_since_packing", (long)(_settings.Time.GetUtcNow() - _run.LastRun).TotalSeconds);
        }
    }

    public IReadOnlyList<string> Problems => _parts.Problems;

    /// <summary>Packs what there is; for tests and tools.</summary>
    public async Task PackAsync(CancellationToken cancellationToken) => await _loop.PackAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Closes the files of segments, which are opened again when they are read; for tests.</summary>
    public void CloseSegments() => _parts.Segments.Dispose();

    /// <summary>Writes what is waiting, packs, and stops.</summary>
    /// <param name="isFaulted">Whether nothing can be written any more.</param>
    public async Task CloseAsync(bool isFaulted)
    {
        await _indexes.StopAsync().ConfigureAwait(false);
        await _thread.CloseAsync().ConfigureAwait(false);
        await _loop.StopAsync().ConfigureAwait(false);
        if (!isFaulted)
        {
            await _run.RunAsync(includeActive: true).ConfigureAwait(false);
        }
    }

    public void Abort(StorageUnavailableException fault) => _thread.Abort(fault);

    public void Dispose()
    {
        _loop.Dispose();
        _thread.Dispose();
        _parts.Dispose();
    }

    private ValueTask<LocatedEvent?> LocateAsync(ProjectId project, EventId id, CancellationToken cancellationToken)
    {
        var reads = new EventReads(_parts);
        return WithFilesAsync(_ => reads.Locate(project, id), found => reads.Read(project, id, found), cancellationToken);
    }

    /// <summary>Pins an event that lies in a file. An eviction that began meanwhile may take the payload that was seen; then it looks again.</summary>
    private async ValueTask<IssueUpdateResult> PinAsync(IssueUpdate update, IssueChange.Pin pin, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (project, turn) = await ReadAsync(state => (state.FindIssue(update.IssueId)?.Head?.Project, _parts.Evictions.Turn), cancellationToken).ConfigureAwait(false);
            await turn.Ended.WaitAsync(cancellationToken).ConfigureAwait(false);
            var found = project is { } known ? await LocateAsync(known, pin.EventId, cancellationToken).ConfigureAwait(false) : null;
            var result = await ChangeAsync(() => _parts.Evictions.Turn == turn ? _changer.Update(update, found) : null, cancellationToken).ConfigureAwait(false);
            if (result is not null)
            {
                return result;
            }
        }
    }

    private async ValueTask<T> ChangeAsync<T>(Func<T> change, CancellationToken cancellationToken)
    {
        var command = new ChangeCommand<T>(change);
        await _thread.EnqueueAsync(command, cancellationToken).ConfigureAwait(false);
        return await command.Task.ConfigureAwait(false);
    }

    private void ChangeRetentions(int by)
    {
        lock (_parts.State.Gate)
        {
            _parts.Retentions += by;
        }
    }

    /// <summary>
    /// Looks at the state, then at files that it names. These may be packed, merged or dropped in between; then it
    /// looks again.
    /// </summary>
    private async ValueTask<TResult> WithFilesAsync<TPlan, TResult>(Func<ErrorState, TPlan> plan, Func<TPlan, TResult> read, CancellationToken cancellationToken)
    {
        const int Tries = 5;
        for (var attempt = 1; ; attempt++)
        {
            var found = await ReadAsync(plan, cancellationToken).ConfigureAwait(false);
            try
            {
                return await _settings.Gate.RunAsync(() => read(found), cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (attempt < Tries && exception is FileNotFoundException or DirectoryNotFoundException or ObjectDisposedException)
            {
                // Looked up again in the next round.
            }
        }
    }
}
