using System.Net;
using Monitoring.AspNetCore.Tests.Hosting;
using Monitoring.Storage;

namespace Monitoring.AspNetCore.Tests.Health;

public sealed class HealthTests
{
    [Theory]
    [InlineData(StoreHealthStatus.Healthy, HttpStatusCode.OK)]
    [InlineData(StoreHealthStatus.Degraded, HttpStatusCode.OK)]
    [InlineData(StoreHealthStatus.Unhealthy, HttpStatusCode.ServiceUnavailable)]
    public async Task Ready_FollowsTheStores_LiveDoesNot(StoreHealthStatus status, HttpStatusCode expected)
    {
        await using var host = await TestHost.StartAsync(new() { Services = services => services.AddSingleton<IStoreHealth>(new FixedHealth(status)) });
        var client = host.Anonymous();

        using var live = await client.GetAsync("/health/live", TestContext.Current.CancellationToken);
        using var ready = await client.GetAsync("/health/ready", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Equal(expected, ready.StatusCode);
        Assert.Equal(status.ToString(), await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Paths_AreSettings()
    {
        await using var host = await TestHost.StartAsync(new()
        {
            Monitoring = monitoring => monitoring.AddErrorTracking().UseInMemory().AddAspNetCore(o =>
            {
                o.LivePath = "/livez";
                o.ReadyPath = "/readyz";
            }),
        });

        Assert.Equal("Healthy", await host.Anonymous().GetStringAsync("/livez", TestContext.Current.CancellationToken));
        Assert.Equal("Healthy", await host.Anonymous().GetStringAsync("/readyz", TestContext.Current.CancellationToken));
    }

    private sealed class FixedHealth(StoreHealthStatus status) : IStoreHealth
    {
        public string Name => "fixed";

        public ValueTask<StoreHealth> CheckAsync(CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(new StoreHealth { Status = status, Description = "as told" });
    }
}
