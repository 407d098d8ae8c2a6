using Monitoring.Storage.Blobs;
using Monitoring.Testing;
using Monitoring.Testing.Benchmarks;
using Monitoring.Testing.Benchmarks.Blobs;

namespace Monitoring.Benchmarks.Stores;

public class PostgreSqlBlobStoreBenchmarks : BlobStoreBenchmarks
{
    public override IEnumerable<Workload> Workloads => ProviderBenchmarks.Workloads;

    protected override ValueTask<StoreUnderTest<IBlobStore>> OpenAsync(StoreSetup setup) => ProviderBenchmarks.OpenPostgreSqlAsync<IBlobStore>(setup);
}
