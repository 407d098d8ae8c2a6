using System.Globalization;
using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.Crashes;

/// <summary>A host that is killed at any moment under load has every event that it acknowledged, once, after its restart.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    /// <summary>10 normally, 50 in the long tier; <c>MONITORING_KILL_ROUNDS</c> sets any number.</summary>
    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("MONITORING_KILL_ROUNDS"), CultureInfo.InvariantCulture, out var rounds)
        ? rounds
        : Scale.Count(10, 50);

    [Fact]
    public async Task Acknowledged_events_survive_kill_9_once_each()
    {
        using var data = new TemporaryDirectory();
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var stored = new List<ShopEvent>();
        var next = 0;
        for (var round = 1; round <= Rounds; round++)
        {
            var load = new HostLoad<ShopEvent>(() => ShopEvent.Create(Interlocked.Increment(ref next)), (client, shopEvent) => shopEvent.SendAsync(client));
            var start = await KillUnderLoadAsync(data, random, load);
            await KillWhileStartingAsync(data, random, start);

            await using var host = await SampleHost.StartAsync(data.Path);
            var where = $"seed {seed}, round {round}: {load.Acknowledged.Count} acknowledged, {load.Open.Count} open, {stored.Count} before";
            output.WriteLine(where);
            Assert.Empty(load.Faults);
            await AssertStoredAsync(host, where, stored.Count, load);

            // An SDK that got no answer sends again; what was stored already must not count twice, nor what was acknowledged.
            await load.SendAgainAsync(host, acknowledged: 20);
            stored.AddRange(load.Sent);
            Assert.True(await StoredEvents.CountAsync(host) == stored.Count, $"{where}: counts are wrong after sending again");
            Assert.Equal(Math.Min(stored.Count, ShopEvent.Kinds), (await host.Api.ListIssuesAsync()).Count);
            await host.KillAsync();
        }

        await using var last = await SampleHost.StartAsync(data.Path);
        Assert.Empty(await StoredEvents.MissingAsync(last, stored));
        Assert.Equal(stored.Count, await StoredEvents.CountAsync(last));
        Assert.Equal(0, await last.StopAsync());
    }

    /// <returns>How long the host took to start.</returns>
    private static async Task<TimeSpan> KillUnderLoadAsync(TemporaryDirectory data, Random random, HostLoad<ShopEvent> load)
    {
        var began = TimeProvider.System.GetTimestamp();
        await using var host = await SampleHost.StartAsync(data.Path);
        var start = TimeProvider.System.GetElapsedTime(began);
        await load.RunAsync(host, random.Next(1, 200), TimeSpan.FromMilliseconds(random.Next(700)), host.KillAsync);
        return start;
    }

    /// <summary>A restart may be cut off as well, at any part of the time that it takes on this machine.</summary>
    private static async Task KillWhileStartingAsync(TemporaryDirectory data, Random random, TimeSpan start)
    {
        if (random.Next(3) > 0)
        {
            return;
        }

        await using var process = SampleHost.Launch(data.Path, new Uri($"http://127.0.0.1:{FreePort.Take()}"));
        await Task.Delay(random.NextDouble() * 1.2 * start, TestContext.Current.CancellationToken);
        process.Kill();
        await process.WaitForExitAsync();
    }

    private static async Task AssertStoredAsync(SampleHost host, string where, int before, HostLoad<ShopEvent> load)
    {
        var missing = await StoredEvents.MissingAsync(host, load.Acknowledged);
        Assert.True(missing.Count == 0, $"{where}; lost: {string.Join(", ", missing.Take(5))}");

        var openMissing = await StoredEvents.MissingAsync(host, load.Open);
        var expected = before + load.Acknowledged.Count + load.Open.Count - openMissing.Count;
        var counted = await StoredEvents.CountAsync(host);
        Assert.True(counted == expected, $"{where}; the issues count {counted} events, but {expected} are there");
    }
}
