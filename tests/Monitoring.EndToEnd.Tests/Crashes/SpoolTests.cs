using System.Net;
using System.Text.Json.Nodes;
using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.Crashes;

/// <summary>A host whose PostgreSQL is away takes events all the same, keeps them over its own death, and stores each once when the database is back.</summary>
public sealed class SpoolTests(ITestOutputHelper output)
{
    private const int Events = 500;
    private const int Connections = 8;

    [Fact]
    public async Task Events_sent_while_the_database_is_away_and_the_host_dies_are_counted_once_with_their_own_times()
    {
        await using var server = new PostgresServer { Settings = ["fsync=off", "shared_buffers=32MB"] };
        await server.InitializeAsync();
        string[] store = ["--store", "postgres", "--connection", server.ConnectionString];
        using var data = new TemporaryDirectory();
        var events = Enumerable.Range(1, Events).Select(ShopEvent.Create).ToArray();
        DateTimeOffset before, after;
        await using (var host = await SampleHost.StartAsync(data.Path, null, store))
        {
            var first = ShopEvent.Create(0);
            Assert.Equal([HttpStatusCode.OK], await SendAsync(host, [first]));
            await server.StopAsync(atOnce: true);

            before = TimeProvider.System.GetUtcNow();
            Assert.All(await SendAsync(host, events), status => Assert.Equal(HttpStatusCode.OK, status));
            after = TimeProvider.System.GetUtcNow();

            // As an SDK does that missed its answer.
            Assert.All(await SendAsync(host, events[..20]), status => Assert.Equal(HttpStatusCode.OK, status));
            output.WriteLine($"{Events} events in {(after - before).TotalSeconds:F1} s without the database");
            await host.KillAsync();
        }

        await server.StartAsync();
        for (var round = 0; round < Scale.Count(1, 20); round++)
        {
            // Amid draining: part of a segment is stored and will be handed out again.
            await using var dies = await SampleHost.StartAsync(data.Path, null, store);
            await Task.Delay(Random.Shared.Next(50), TestContext.Current.CancellationToken);
            await dies.KillAsync();
        }

        await using var again = await SampleHost.StartAsync(data.Path, null, store);
        var counted = await Eventually.ReadAsync(() => StoredEvents.CountAsync(again), count => count >= Events + 1);
        Assert.Equal(Events + 1, counted);
        Assert.Empty(await StoredEvents.MissingAsync(again, events));
        foreach (var shopEvent in events.Take(10))
        {
            var found = await again.Api.GetEventAsync(shopEvent.Id);
            Assert.InRange(Received(found), before.AddSeconds(-1), after.AddSeconds(1));
        }

        await Eventually.ReadAsync(() => Task.FromResult(SpooledBytes(data)), bytes => bytes == 0);
        Assert.Equal(0, SpooledBytes(data));
        Assert.Equal(Events + 1, await StoredEvents.CountAsync(again));
        Assert.Equal(0, await again.StopAsync());
    }

    private static DateTimeOffset Received(JsonObject found) => DateTimeOffset.Parse((string)found["receivedAt"]!, System.Globalization.CultureInfo.InvariantCulture);

    private static long SpooledBytes(TemporaryDirectory data) =>
        Directory.EnumerateFiles(Path.Combine(data.Path, "spool"), "*.spool", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);

    private static async Task<IReadOnlyList<HttpStatusCode>> SendAsync(SampleHost host, IReadOnlyList<ShopEvent> events)
    {
        using var client = new HttpClient { BaseAddress = new Uri(host.Url, "/api/1/envelope/"), Timeout = Eventually.Patience };
        client.DefaultRequestHeaders.Add("X-Sentry-Auth", $"Sentry sentry_version=7, sentry_key={host.PublicKey}");
        var statuses = new HttpStatusCode[events.Count];
        await Parallel.ForAsync(0, events.Count, new ParallelOptions { MaxDegreeOfParallelism = Connections }, async (i, _) => statuses[i] = await events[i].SendAsync(client));
        return statuses;
    }
}
