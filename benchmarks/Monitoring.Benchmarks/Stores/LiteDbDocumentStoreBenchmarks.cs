using Monitoring.Storage.Documents;
using Monitoring.Testing;
using Monitoring.Testing.Benchmarks;
using Monitoring.Testing.Benchmarks.Documents;

namespace Monitoring.Benchmarks.Stores;

public class LiteDbDocumentStoreBenchmarks : DocumentStoreBenchmarks
{
    public override IEnumerable<Workload> Workloads => ProviderBenchmarks.Workloads;

    protected override ValueTask<StoreUnderTest<IDocumentStore>> OpenAsync(StoreSetup setup) => ProviderBenchmarks.OpenLiteDbAsync<IDocumentStore>(setup);
}
