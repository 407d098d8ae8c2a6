using System.Collections.Immutable;
using Monitoring.Storage.Errors;
using Monitoring.Storage.InMemory.Transfer;
using Monitoring.Storage.Transfer;

namespace Monitoring.Storage.InMemory.Errors;

/// <summary>The error store over plain collections.</summary>
internal sealed class MemoryErrorStore : IErrorStore, IStoreTransfer<ErrorStoreRecord>
{
    private readonly Locked _locked = new();
    private readonly ErrorTables _tables = new();
    private readonly EventAppender _appender;
    private readonly IssueChanger _changer;
    private readonly Retention _retention;
    private readonly TimeProvider _time;

    public MemoryErrorStore(TimeProvider time, IReleaseOrder? releaseOrder)
    {
        _time = time;
        _appender = new EventAppender(_tables, time, releaseOrder);
        _changer = new IssueChanger(_tables);
        _retention = new Retention(_tables, time);
    }

    public ValueTask<ImmutableArray<EventAppendResult>> AppendAsync(ImmutableArray<GroupedEvent> events, CancellationToken cancellationToken = default) =>
        _locked.Run(
            () =>
            {
                ErrorStoreArguments.Check(events);
                return events.Select(_appender.Append).ToImmutableArray();
            },
            cancellationToken);

    public ValueTask<IssueRow?> GetIssueAsync(IssueId id, CancellationToken cancellationToken = default) =>
        _locked.Run(() => Row(_tables.Find(id)), cancellationToken);

    public ValueTask<IssueRow?> FindIssueByNumberAsync(ProjectId project, long number, CancellationToken cancellationToken = default) =>
        _locked.Run(
            () =>
            {
                var issue = _tables.Issues.Values.Concat(_tables.Merged.Values.Select(merged => merged.Issue))
                    .FirstOrDefault(issue => issue.Project == project && issue.Number == number);
                return issue is null ? null : Row(_tables.Find(issue.Id));
            },
            cancellationToken);

    public ValueTask<IssueRow?> FindIssueByHashAsync(ProjectId project, GroupingHash hash, CancellationToken cancellationToken = default) =>
        _locked.Run(() => _tables.Hashes.TryGetValue((project, hash), out var totals) ? Row(totals.Owner) : null, cancellationToken);

    public ValueTask<Page<IssueRow>> SearchIssuesAsync(IssueQuery query, CancellationToken cancellationToken = default)
    {
        return _locked.Run(
            () =>
            {
                ErrorStoreArguments.Check(query);
                return IssueSearch.Run(_tables, query, _time.GetUtcNow());
            },
            cancellationToken);
    }

    public ValueTask<StoredEvent?> GetEventAsync(ProjectId project, EventId id, CancellationToken cancellationToken = default) =>
        _locked.Run(
            () => _tables.Events.TryGetValue((project, id), out var hash) ? hash.Show(hash.Events[id]) with { Event = hash.Events[id] } : null,
            cancellationToken);

    public ValueTask<Page<StoredEvent>> ListEventsAsync(EventQuery query, CancellationToken cancellationToken = default)
    {
        return _locked.Run(
            () =>
            {
                ErrorStoreArguments.Check(query);
                return IssueReader.Events(_tables, query);
            },
            cancellationToken);
    }

    public ValueTask<EventPage> SearchEventsAsync(EventSearch query, CancellationToken cancellationToken = default)
    {
        return _locked.Run(
            () =>
            {
                ErrorStoreArguments.Check(query);
                return EventLookup.Run(_tables, query);
            },
            cancellationToken);
    }

    public ValueTask<ImmutableArray<SeriesPoint>> GetSeriesAsync(SeriesQuery query, CancellationToken cancellationToken = default)
    {
        return _locked.Run(
            () =>
            {
                ErrorStoreArguments.Check(query);
                return IssueReader.Series(_tables, query);
            },
            cancellationToken);
    }

    public ValueTask<ImmutableArray<TagDistribution>> GetTagsAsync(IssueId id, CancellationToken cancellationToken = default) =>
        _locked.Run(() => IssueReader.Tags(_tables, id), cancellationToken);

    public ValueTask<IssueUpdateResult> UpdateIssueAsync(IssueUpdate update, CancellationToken cancellationToken = default)
    {
        return _locked.Run(
            () =>
            {
                ErrorStoreArguments.Check(update);
                return _changer.Update(update);
            },
            cancellationToken);
    }

    public ValueTask<RetentionResult> ApplyRetentionAsync(RetentionRule rule, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return _locked.Run(() => _retention.Apply(rule), cancellationToken);
    }

    public ValueTask<ImmutableArray<IssueTransition>> ReadTransitionsAsync(long after, int max, CancellationToken cancellationToken = default) =>
        _locked.Run(
            () =>
            {
                ErrorStoreArguments.CheckTransitions(max);
                return _tables.Transitions.Where(transition => transition.Position > after).Take(max).ToImmutableArray();
            },
            cancellationToken);

    public async ValueTask TrimTransitionsAsync(long upTo, CancellationToken cancellationToken = default) =>
        await _locked.Run(() => _tables.Transitions.RemoveAll(transition => transition.Position <= upTo), cancellationToken).ConfigureAwait(false);

    public ValueTask<IStoreExport<ErrorStoreRecord>> BeginExportAsync(CancellationToken cancellationToken = default) =>
        _locked.Run<IStoreExport<ErrorStoreRecord>>(() => new MemoryExport<ErrorStoreRecord>(ErrorExport.Run(_tables)), cancellationToken);

    public async ValueTask ImportAsync(ImmutableArray<ErrorStoreRecord> records, CancellationToken cancellationToken = default) => await _locked.Run(
        () =>
        {
            var import = new ErrorImport(_tables, _time);
            ErrorImportArguments.Check(records, import);
            foreach (var record in records)
            {
                import.Add(record);
            }

            return true;
        },
        cancellationToken).ConfigureAwait(false);

    private static IssueRow? Row(Issue? issue) => issue is null ? null : IssueRows.Read(issue);
}
