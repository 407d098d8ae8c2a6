using Monitoring.Storage.Errors;
using Monitoring.Storage.Sqlite.Errors;
using Monitoring.Testing;
using Monitoring.Testing.Benchmarks;
using Monitoring.Testing.Benchmarks.Errors;

namespace Monitoring.Storage.Sqlite.Tests;

/// <summary>How a provider is measured; in a project of its own beside the tests, were it not an example.</summary>
public class SqliteErrorStoreBenchmarks : ErrorStoreBenchmarks
{
    public override IEnumerable<Workload> Workloads =>
    [
        new Workload { Events = 10_000, Issues = 500, Skew = 1 },
        new Workload { Events = 10_000, Issues = 10_000, Skew = 0 },
    ];

    protected override ValueTask<StoreUnderTest<IErrorStore>> OpenAsync(StoreSetup setup) =>
        OpenDatabase.OpenAsync<IErrorStore>(setup, database => new SqliteErrorStore(database, setup.Time, setup.ReleaseOrder));
}
