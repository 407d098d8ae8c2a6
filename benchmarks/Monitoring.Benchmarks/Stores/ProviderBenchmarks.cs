using System.Globalization;
using BenchmarkDotNet.Running;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.TestData;
using Monitoring.Testing;
using Monitoring.Testing.Benchmarks;

namespace Monitoring.Benchmarks.Stores;

/// <summary>
/// Measures the packaged providers by the workloads that the author of a provider derives. Run it with
/// <c>dotnet run -c Release --project benchmarks/Monitoring.Benchmarks -- stores --filter '*LiteDb*'</c>.
/// </summary>
internal static class ProviderBenchmarks
{
    public const string Name = "stores";

    private static int _schemas;

    /// <summary>Few loud issues, and many quiet ones.</summary>
    public static IEnumerable<Workload> Workloads { get; } = [new Workload { Events = 10_000, Issues = 500, Skew = 1 }, new Workload { Events = 10_000, Issues = 10_000, Skew = 0 }];

    /// <summary>The server of the PostgreSQL benchmarks, while these run.</summary>
    private static PostgresServer? Server { get; set; }

    public static async Task RunAsync(string[] args)
    {
        await using var server = new PostgresServer { Settings = ["shared_buffers=512MB", "max_wal_size=4GB", "checkpoint_timeout=30min"] };
        if (!args.Any(arg => arg.Contains("LiteDb", StringComparison.Ordinal)))
        {
            await server.InitializeAsync();
        }

        Server = server;
        BenchmarkSwitcher.FromTypes(
        [
            typeof(LiteDbErrorStoreBenchmarks), typeof(LiteDbDocumentStoreBenchmarks), typeof(LiteDbBlobStoreBenchmarks),
            typeof(PostgreSqlErrorStoreBenchmarks), typeof(PostgreSqlDocumentStoreBenchmarks), typeof(PostgreSqlBlobStoreBenchmarks),
        ]).Run(args, StoreBenchmarkConfig.Create());
    }

    public static ValueTask<StoreUnderTest<TStore>> OpenLiteDbAsync<TStore>(StoreSetup setup)
        where TStore : class => OpenAsync<TStore>(setup, builder => builder.UseLiteDb(options => options.Directory = setup.Location));

    public static ValueTask<StoreUnderTest<TStore>> OpenPostgreSqlAsync<TStore>(StoreSetup setup)
        where TStore : class => OpenAsync<TStore>(setup, builder => builder.UsePostgreSql(options =>
        {
            options.ConnectionString = (Server ?? throw new InvalidOperationException($"There is no server. Run the benchmarks of stores by '{Name}'.")).ConnectionString;
            options.Schema = string.Create(CultureInfo.InvariantCulture, $"bench_{Interlocked.Increment(ref _schemas)}");
        }));

    private static ValueTask<StoreUnderTest<TStore>> OpenAsync<TStore>(StoreSetup setup, Action<IMonitoringBuilder> use)
        where TStore : class
    {
        var services = new ServiceCollection().AddSingleton<TimeProvider>(setup.Time);
        use(services.AddMonitoring());
        var provider = services.BuildServiceProvider();
        return ValueTask.FromResult(new StoreUnderTest<TStore> { Store = provider.GetRequiredService<TStore>(), CloseAsync = provider.DisposeAsync });
    }
}
