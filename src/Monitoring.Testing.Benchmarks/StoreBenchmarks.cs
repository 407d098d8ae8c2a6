using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Time.Testing;
using Monitoring.Storage.Documents;

namespace Monitoring.Testing.Benchmarks;

/// <summary>What the benchmarks of the ports have in common: a store of its own for each, filled with the workload before anything is measured.</summary>
/// <typeparam name="TStore">The port.</typeparam>
/// <remarks>
/// A provider's author derives one public class per port, not sealed, and overrides <see cref="OpenAsync"/>, as for the conformance suites. BenchmarkDotNet calls the rest.
/// Benchmarks that write let the store grow while they are measured.
/// </remarks>
public abstract class StoreBenchmarks<TStore>
    where TStore : class
{
    private static readonly DateTimeOffset Start = new(2031, 3, 4, 10, 20, 30, TimeSpan.Zero);

    private StoreUnderTest<TStore>? _opened;
    private StoreSetup? _setup;

    /// <summary>For the ports of this package.</summary>
    private protected StoreBenchmarks()
    {
    }

    /// <summary>The workload that is measured, one of <see cref="Workloads"/>.</summary>
    [ParamsSource(nameof(Workloads))]
    public Workload Workload { get; set; } = new();

    /// <summary>The workloads to measure one after the other; the default one alone unless it is overridden.</summary>
    public virtual IEnumerable<Workload> Workloads => [new Workload()];

    /// <summary>The directory in which the stores lie while they are measured; that of temporary files by default, which may be memory and not a disk.</summary>
    protected virtual string Parent => Path.GetTempPath();

    /// <summary>The store.</summary>
    private protected TStore Store => (_opened ?? throw NotSetUp()).Store;

    /// <summary>The store's clock, which stands still unless a benchmark moves it.</summary>
    private protected FakeTimeProvider Time => (_setup ?? throw NotSetUp()).Time;

    private protected virtual ImmutableArray<DocumentType> DocumentTypes => [];

    /// <summary>Opens a store in a location that is not there yet.</summary>
    protected abstract ValueTask<StoreUnderTest<TStore>> OpenAsync(StoreSetup setup);

    /// <summary>Opens a store and fills it.</summary>
    [GlobalSetup]
    public async Task SetupAsync()
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        _setup = new StoreSetup
        {
            Time = new FakeTimeProvider(Start),
            Location = Path.Combine(Parent, "monitoring-benchmarks", id.ToString("N")),
            DocumentTypes = DocumentTypes,
        };
        _opened = await OpenAsync(_setup).ConfigureAwait(false);
        await FillAsync().ConfigureAwait(false);
        await _opened.SettleAsync().ConfigureAwait(false);
    }

    /// <summary>Closes the store and removes its directory.</summary>
    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        if (_opened is { } opened)
        {
            _opened = null;
            await opened.CloseAsync().ConfigureAwait(false);
        }

        if (Directory.Exists(_setup?.Location))
        {
            Directory.Delete(_setup.Location, recursive: true);
        }
    }

    /// <summary>Brings the store to where it is measured.</summary>
    private protected abstract ValueTask FillAsync();

    private static InvalidOperationException NotSetUp() => new($"Call {nameof(SetupAsync)} first, as BenchmarkDotNet does.");
}
