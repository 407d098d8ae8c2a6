using Microsoft.Extensions.DependencyInjection;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.Storage.Sqlite.Blobs;
using Monitoring.Storage.Sqlite.Documents;
using Monitoring.Storage.Sqlite.Errors;

namespace Monitoring.Storage.Sqlite.Tests;

public sealed class SqliteBuilderExtensionsTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("monitoring-sqlite-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void UseSqlite_EmptyServices_RegistersTheThreePortsOnce()
    {
        using var provider = Builder().UseSqlite(InDirectory).UseSqlite(InDirectory).Services.BuildServiceProvider();

        Assert.IsType<SqliteErrorStore>(Assert.Single(provider.GetServices<IErrorStore>()));
        Assert.IsType<SqliteDocumentStore>(Assert.Single(provider.GetServices<IDocumentStore>()));
        Assert.IsType<SqliteBlobStore>(Assert.Single(provider.GetServices<IBlobStore>()));
        Assert.Single(provider.GetServices<IStoreHealth>());
    }

    [Fact]
    public void UseSqlite_AnotherStoreOfAPortIsThere_KeepsItAndAddsTheOthers()
    {
        using var database = SqliteBuilderExtensions.Open(Path.Combine(_directory, "blobs.db"), []);
        var blobs = new SqliteBlobStore(database, TimeProvider.System);
        var builder = Builder();
        builder.Services.AddSingleton<IBlobStore>(blobs);

        using var provider = builder.UseSqlite(InDirectory).Services.BuildServiceProvider();

        Assert.Same(blobs, provider.GetRequiredService<IBlobStore>());
        Assert.IsType<SqliteErrorStore>(provider.GetRequiredService<IErrorStore>());
    }

    [Fact]
    public void Two_providers_share_the_ports()
    {
        var builder = Builder();
        builder.UseSqlite(InDirectory, StorePorts.Errors | StorePorts.Documents).UseInMemory();

        using var provider = builder.Services.BuildServiceProvider();

        Assert.IsType<SqliteErrorStore>(provider.GetRequiredService<IErrorStore>());
        Assert.IsType<SqliteDocumentStore>(provider.GetRequiredService<IDocumentStore>());
        Assert.IsNotType<SqliteBlobStore>(provider.GetRequiredService<IBlobStore>());
        Assert.Equal(["memory", "sqlite"], provider.GetServices<IStoreHealth>().Select(health => health.Name).Order());
    }

    [Fact]
    public async Task A_call_makes_the_file_and_disposing_lets_go_of_it()
    {
        var path = Path.Combine(_directory, "below", "monitoring.db");
        await using (var provider = Builder().UseSqlite(o => o.Path = path).Services.BuildServiceProvider())
        {
            await provider.GetRequiredService<IErrorStore>().ReadTransitionsAsync(0, 1, TestContext.Current.CancellationToken);
            Assert.True(File.Exists(path + "-wal"));
        }

        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public async Task Health_of_a_file_that_serves_is_healthy()
    {
        await using var provider = Builder().UseSqlite(InDirectory).Services.BuildServiceProvider();
        var health = Assert.Single(provider.GetServices<IStoreHealth>());

        var found = await health.CheckAsync(TestContext.Current.CancellationToken);

        Assert.Equal(("sqlite", StoreHealthStatus.Healthy), (health.Name, found.Status));
    }

    private void InDirectory(SqliteOptions options) => options.Path = Path.Combine(_directory, "monitoring.db");

    private static BareBuilder Builder() => new(new ServiceCollection());

    private sealed record BareBuilder(IServiceCollection Services) : IMonitoringBuilder;
}
