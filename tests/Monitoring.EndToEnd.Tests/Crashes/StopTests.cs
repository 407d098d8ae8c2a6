using Monitoring.EndToEnd.Tests.Hosting;

namespace Monitoring.EndToEnd.Tests.Crashes;

public sealed class StopTests
{
    [Fact]
    public async Task Sigterm_under_load_ends_with_0_and_loses_nothing_that_was_acknowledged()
    {
        using var data = new TemporaryDirectory();
        var next = 0;
        var load = new HostLoad<ShopEvent>(() => ShopEvent.Create(Interlocked.Increment(ref next)), (client, shopEvent) => shopEvent.SendAsync(client));
        await using (var host = await SampleHost.StartAsync(data.Path))
        {
            await load.RunAsync(host, 200, TimeSpan.FromMilliseconds(500), async () => Assert.Equal(0, await host.StopAsync()));
        }

        Assert.Empty(load.Faults);

        await using var again = await SampleHost.StartAsync(data.Path);
        Assert.Empty(await StoredEvents.MissingAsync(again, load.Acknowledged));
        var openMissing = await StoredEvents.MissingAsync(again, load.Open);
        Assert.Equal(load.Acknowledged.Count + load.Open.Count - openMissing.Count, await StoredEvents.CountAsync(again));
    }

    [Fact]
    public async Task A_restart_on_the_same_data_prints_the_same_values()
    {
        using var data = new TemporaryDirectory();
        await using var first = await SampleHost.StartAsync(data.Path);
        var before = (first.PublicKey, first.ApiToken);
        Assert.Equal(0, await first.StopAsync());

        await using var second = await SampleHost.StartAsync(data.Path);
        Assert.Equal(before, (second.PublicKey, second.ApiToken));
    }

    [Fact]
    public async Task Values_set_in_the_environment_are_used()
    {
        using var data = new TemporaryDirectory();
        var key = "feedfacefeedfacefeedfacefeedface";
        await using var host = await SampleHost.StartAsync(
            data.Path, new Dictionary<string, string?> { ["MONITORING_SAMPLE_TOKEN"] = "a-token-of-my-own", ["MONITORING_SAMPLE_KEY"] = key });

        Assert.Equal((key, "a-token-of-my-own"), (host.PublicKey, host.ApiToken));
        Assert.Empty(await host.Api.ListIssuesAsync());
    }
}
