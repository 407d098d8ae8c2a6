using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Monitoring.Storage;
using Monitoring.Storage.Errors;

namespace Monitoring.Testing.Benchmarks.Errors;

/// <summary>Measures an <see cref="IErrorStore"/> that holds <see cref="Benchmarks.Workload.Events"/>. Derive one class and say how to open the store.</summary>
/// <remarks>Reads go round over what was appended, so that issues are read as often as they have events.</remarks>
public abstract class ErrorStoreBenchmarks : StoreBenchmarks<IErrorStore>
{
    private readonly List<IssueId> _issues = [];
    private readonly List<EventId> _ids = [];
    private WorkloadEvents? _events;
    private int _reads;

    private WorkloadEvents Events => _events ??= new WorkloadEvents(Workload, Time.GetUtcNow());

    private IssueId NextIssue => _issues[_reads++ % _issues.Count];

    /// <summary>Appends a batch that is spread over the issues.</summary>
    [Benchmark(Description = "append a batch, spread")]
    public ValueTask<ImmutableArray<EventAppendResult>> AppendSpread() => Store.AppendAsync(Events.Take(Workload.BatchSize));

    /// <summary>Appends a batch of one issue.</summary>
    [Benchmark(Description = "append a batch, one hot issue")]
    public ValueTask<ImmutableArray<EventAppendResult>> AppendHot() => Store.AppendAsync(Events.TakeHot(Workload.BatchSize));

    /// <summary>Appends one event, of one issue or another.</summary>
    [Benchmark(Description = "append one event")]
    public ValueTask<ImmutableArray<EventAppendResult>> AppendOne() => Store.AppendAsync(Events.Take(1));

    /// <summary>Reads the first page of issues by their latest event.</summary>
    [Benchmark(Description = "issues by last seen")]
    public ValueTask<Page<IssueRow>> IssuesByLastSeen() => IssuesBy(IssueSort.LastSeen);

    /// <summary>Reads the first page of issues by their earliest event.</summary>
    [Benchmark(Description = "issues by first seen")]
    public ValueTask<Page<IssueRow>> IssuesByFirstSeen() => IssuesBy(IssueSort.FirstSeen);

    /// <summary>Reads the first page of issues by their number of events.</summary>
    [Benchmark(Description = "issues by events")]
    public ValueTask<Page<IssueRow>> IssuesByEvents() => IssuesBy(IssueSort.Events);

    /// <summary>Reads the first page of issues by their number of users.</summary>
    [Benchmark(Description = "issues by users")]
    public ValueTask<Page<IssueRow>> IssuesByUsers() => IssuesBy(IssueSort.Users);

    /// <summary>Reads the first page of issues by their trend.</summary>
    [Benchmark(Description = "issues by trend")]
    public ValueTask<Page<IssueRow>> IssuesByTrend() => IssuesBy(IssueSort.Trend);

    /// <summary>Reads the first page of an issue's events.</summary>
    [Benchmark(Description = "events of an issue")]
    public ValueTask<Page<StoredEvent>> EventsOfIssue() => Store.ListEventsAsync(new EventQuery { IssueId = NextIssue });

    /// <summary>Reads an event with its payload.</summary>
    [Benchmark(Description = "event by id")]
    public ValueTask<StoredEvent?> EventById() => Store.GetEventAsync(WorkloadEvents.Project, _ids[_reads++ % _ids.Count]);

    /// <summary>Reads how the values of an issue's tags are distributed.</summary>
    [Benchmark(Description = "tags of an issue")]
    public ValueTask<ImmutableArray<TagDistribution>> TagsOfIssue() => Store.GetTagsAsync(NextIssue);

    private protected override async ValueTask FillAsync()
    {
        while (_ids.Count < Workload.Events)
        {
            var batch = Events.Take(Math.Min(Workload.BatchSize, Workload.Events - _ids.Count));
            var results = await Store.AppendAsync(batch).ConfigureAwait(false);
            _ids.AddRange(batch.Select(made => made.EventId));
            _issues.AddRange(results.Select(result => result.IssueId));
        }
    }

    private ValueTask<Page<IssueRow>> IssuesBy(IssueSort sort) => Store.SearchIssuesAsync(new IssueQuery { ProjectId = WorkloadEvents.Project, Sort = sort });
}
