using Microsoft.Extensions.DependencyInjection;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.Storage.InMemory.Blobs;
using Monitoring.Storage.InMemory.Documents;
using Monitoring.Storage.InMemory.Errors;

namespace Monitoring.Storage.InMemory.Tests;

public sealed class InMemoryBuilderExtensionsTests
{
    [Fact]
    public void UseInMemory_EmptyServices_RegistersTheThreePortsOnce()
    {
        using var provider = Builder().UseInMemory().UseInMemory().Services.BuildServiceProvider();

        Assert.Same(Assert.Single(provider.GetServices<IErrorStore>()), provider.GetRequiredService<IErrorStore>());
        Assert.Same(Assert.Single(provider.GetServices<IDocumentStore>()), provider.GetRequiredService<IDocumentStore>());
        Assert.Same(Assert.Single(provider.GetServices<IBlobStore>()), provider.GetRequiredService<IBlobStore>());
    }

    [Fact]
    public void UseInMemory_AnotherStoreOfAPortIsThere_KeepsItAndAddsTheOthers()
    {
        var builder = Builder();
        var blobs = new MemoryBlobStore(TimeProvider.System);
        builder.Services.AddSingleton<IBlobStore>(blobs);

        using var provider = builder.UseInMemory().Services.BuildServiceProvider();

        Assert.Same(blobs, provider.GetRequiredService<IBlobStore>());
        Assert.IsType<MemoryErrorStore>(provider.GetRequiredService<IErrorStore>());
        Assert.IsType<MemoryDocumentStore>(provider.GetRequiredService<IDocumentStore>());
    }

    [Fact]
    public void UseInMemory_ForSomePorts_LeavesTheOthersAndIsReportedOnlyWhenItHasOne()
    {
        var builder = Builder().UseInMemory(StorePorts.Documents);
        Assert.Equal([typeof(IDocumentStore), typeof(IStoreHealth)], Taken(builder));

        // The port is taken.
        Assert.Equal([typeof(IDocumentStore), typeof(IStoreHealth)], Taken(builder.UseInMemory(StorePorts.Documents)));
        Assert.Empty(Taken(Builder().UseInMemory(StorePorts.None)));

        static IEnumerable<Type> Taken(IMonitoringBuilder builder) => builder.Services.Select(service => service.ServiceType).Where(type => type != typeof(TimeProvider)).OrderBy(type => type.Name);
    }

    [Fact]
    public async Task UseInMemory_Health_IsHealthy()
    {
        using var provider = Builder().UseInMemory().UseInMemory().Services.BuildServiceProvider();

        var health = Assert.Single(provider.GetServices<IStoreHealth>());

        Assert.Equal("memory", health.Name);
        Assert.Equal(StoreHealthStatus.Healthy, (await health.CheckAsync(TestContext.Current.CancellationToken)).Status);
    }

    private static BareBuilder Builder() => new(new ServiceCollection());

    private sealed record BareBuilder(IServiceCollection Services) : IMonitoringBuilder;
}
