using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.Testing.Benchmarks.Documents;

/// <summary>Measures an <see cref="IDocumentStore"/> that holds <see cref="Benchmarks.Workload.Documents"/>, each with a timer. Derive one class and say how to open the store.</summary>
public abstract class DocumentStoreBenchmarks : StoreBenchmarks<IDocumentStore>
{
    private const int Several = 10;
    private const int PageSize = 25;

    private static readonly TimeSpan LeaseFor = TimeSpan.FromMinutes(1);

    private WorkloadDocuments? _documents;
    private int _calls;

    private protected override ImmutableArray<DocumentType> DocumentTypes => [WorkloadDocument.Type];

    private WorkloadDocuments Documents => _documents ??= new WorkloadDocuments(Workload, Time.GetUtcNow());

    private int Next => _calls++ % Documents.Puts.Length;

    /// <summary>Writes one document over itself.</summary>
    [Benchmark(Description = "commit one document")]
    public ValueTask<CommitResult> CommitOne() => Store.CommitAsync(new DocumentCommit { Partition = WorkloadDocuments.Partition, Puts = [Documents.Puts[Next]] });

    /// <summary>Writes ten documents over themselves, sets a timer and tells a signal.</summary>
    [Benchmark(Description = "commit ten documents, a timer, a signal")]
    public ValueTask<CommitResult> CommitTen() => Store.CommitAsync(Documents.Change(_calls++, Several));

    /// <summary>Reads a document.</summary>
    [Benchmark(Description = "get a document")]
    public ValueTask<StoredDocument?> Get() => Store.GetAsync(WorkloadDocuments.Partition, WorkloadDocument.Type, Documents.Puts[Next].Key);

    /// <summary>Reads the first 25 documents of a group, the greatest number first.</summary>
    [Benchmark(Description = "query a page")]
    public ValueTask<Page<StoredDocument>> QueryPage() => Store.QueryAsync(new DocumentQuery
    {
        Partition = WorkloadDocuments.Partition,
        Type = WorkloadDocument.Type,
        Index = WorkloadDocument.ByGroup,
        Ranges = [IndexRange.StartingWith(IndexKey.Empty.Add(Documents.All[Next].Group))],
        Descending = true,
        Limit = PageSize,
    });

    /// <summary>Claims the ten timers that have been due for longest; then their lease ends, so that the next call finds them again.</summary>
    [Benchmark(Description = "claim ten timers")]
    public async ValueTask<ImmutableArray<TimerClaim>> ClaimTimers()
    {
        var claims = await Store.ClaimDueAsync(WorkloadDocuments.Due, "benchmark", LeaseFor, Several).ConfigureAwait(false);
        Time.Advance(LeaseFor);
        return claims;
    }

    private protected override async ValueTask FillAsync()
    {
        for (var first = 0; first < Workload.Documents; first += Workload.BatchSize)
        {
            await Store.CommitAsync(Documents.Fill(first, Math.Min(Workload.BatchSize, Workload.Documents - first))).ConfigureAwait(false);
        }
    }
}
