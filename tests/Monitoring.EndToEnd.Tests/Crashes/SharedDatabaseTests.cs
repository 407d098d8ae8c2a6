using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.Crashes;

/// <summary>Two hosts on one PostgreSQL database, one of which is killed under load: the other has all that it acknowledged, once.</summary>
public sealed class SharedDatabaseTests(ITestOutputHelper output)
{
    [Fact]
    public async Task What_a_killed_host_acknowledged_the_other_has_once()
    {
        await using var server = new PostgresServer();
        await server.InitializeAsync();
        string[] store = ["--store", "postgres", "--connection", server.ConnectionString];
        using var data = new TemporaryDirectory();
        await using var stays = await SampleHost.StartAsync(data.Path, null, store);
        var random = new Random();
        var next = 0;
        var sent = new List<ShopEvent>();
        for (var round = 1; round <= Scale.Count(2, 20); round++)
        {
            var load = new HostLoad<ShopEvent>(() => ShopEvent.Create(Interlocked.Increment(ref next)), (client, shopEvent) => shopEvent.SendAsync(client));
            await using (var dies = await SampleHost.StartAsync(data.Path, null, [.. store, "--spool", Path.Combine(data.Path, "spool-of-the-other")]))
            {
                Assert.Equal(stays.ApiToken, dies.ApiToken);
                await load.RunAsync(dies, random.Next(50, 200), TimeSpan.FromMilliseconds(random.Next(300)), dies.KillAsync);
            }

            output.WriteLine($"round {round}: {load.Acknowledged.Count} acknowledged, {load.Open.Count} open");
            Assert.Empty(load.Faults);
            Assert.Empty(await StoredEvents.MissingAsync(stays, load.Acknowledged));

            // What got no answer is sent again, now to the other host.
            await load.SendAgainAsync(stays, acknowledged: 20);
            sent.AddRange(load.Sent);
            Assert.Equal(sent.Count, await StoredEvents.CountAsync(stays));
            Assert.Equal(Math.Min(sent.Count, ShopEvent.Kinds), (await stays.Api.ListIssuesAsync()).Count);
        }

        Assert.Empty(await StoredEvents.MissingAsync(stays, sent));
        Assert.Equal(0, await stays.StopAsync());
    }
}
