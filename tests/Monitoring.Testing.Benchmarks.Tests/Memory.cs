using Microsoft.Extensions.DependencyInjection;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.Testing.Benchmarks.Blobs;
using Monitoring.Testing.Benchmarks.Documents;
using Monitoring.Testing.Benchmarks.Errors;

namespace Monitoring.Testing.Benchmarks.Tests;

/// <summary>The in-memory provider, with little in it.</summary>
internal static class Memory
{
    public static Workload Small { get; } = new() { Events = 120, BatchSize = 50, Issues = 10, Documents = 30, PayloadBytes = 100, Seed = 5 };

    public static ValueTask<StoreUnderTest<TStore>> OpenAsync<TStore>(StoreSetup setup)
        where TStore : class
    {
        var services = new ServiceCollection().AddSingleton<TimeProvider>(setup.Time);
        services.AddMonitoring().UseInMemory();
        return ValueTask.FromResult(new StoreUnderTest<TStore> { Store = services.BuildServiceProvider().GetRequiredService<TStore>() });
    }
}

public class MemoryErrorStoreBenchmarks : ErrorStoreBenchmarks
{
    public override IEnumerable<Workload> Workloads => [Memory.Small];

    protected override ValueTask<StoreUnderTest<IErrorStore>> OpenAsync(StoreSetup setup) => Memory.OpenAsync<IErrorStore>(setup);
}

public class MemoryDocumentStoreBenchmarks : DocumentStoreBenchmarks
{
    public override IEnumerable<Workload> Workloads => [Memory.Small];

    protected override ValueTask<StoreUnderTest<IDocumentStore>> OpenAsync(StoreSetup setup) => Memory.OpenAsync<IDocumentStore>(setup);
}

public class MemoryBlobStoreBenchmarks : BlobStoreBenchmarks
{
    public override IEnumerable<Workload> Workloads => [Memory.Small];

    protected override ValueTask<StoreUnderTest<IBlobStore>> OpenAsync(StoreSetup setup) => Memory.OpenAsync<IBlobStore>(setup);
}
