using Monitoring.Storage.Errors;
using Monitoring.Testing;
using Monitoring.Testing.Benchmarks;
using Monitoring.Testing.Benchmarks.Errors;

namespace Monitoring.Benchmarks.Stores;

public class PostgreSqlErrorStoreBenchmarks : ErrorStoreBenchmarks
{
    public override IEnumerable<Workload> Workloads => ProviderBenchmarks.Workloads;

    protected override ValueTask<StoreUnderTest<IErrorStore>> OpenAsync(StoreSetup setup) => ProviderBenchmarks.OpenPostgreSqlAsync<IErrorStore>(setup);
}
