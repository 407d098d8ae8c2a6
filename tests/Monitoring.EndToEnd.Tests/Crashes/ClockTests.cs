using System.Net;
using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.EndToEnd.Tests.Moving;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.Crashes;

/// <summary>Hosts on one database whose clocks are hours apart: days of partitions, windows of duplicates and leases go by the database's clock.</summary>
public sealed class ClockTests
{
    [Fact]
    public async Task Hosts_whose_clocks_are_six_hours_off_count_each_event_once_and_share_leases()
    {
        var library = Requires.FakeTime();
        await using var server = new PostgresServer();
        await server.InitializeAsync();
        using var data = new TemporaryDirectory();
        using var archives = new TemporaryDirectory();
        await using var right = await StartAsync(null);
        await using var ahead = await StartAsync("+6h");
        await using var behind = await StartAsync("-6h");
        SampleHost[] hosts = [right, ahead, behind];

        var sent = Enumerable.Range(1, Scale.Count(30, 300)).Select(ShopEvent.Create).ToList();
        foreach (var (host, place) in hosts.Select((host, place) => (host, place)))
        {
            using var client = new HttpClient { BaseAddress = new Uri(host.Url, $"/api/1/envelope/?sentry_key={host.PublicKey}") };

            // Each event comes to all, first to another one.
            foreach (var shopEvent in sent.Skip(place * 10).Concat(sent.Take(place * 10)))
            {
                Assert.Equal(HttpStatusCode.OK, await shopEvent.SendAsync(client));
            }
        }

        foreach (var host in hosts)
        {
            Assert.Equal(sent.Count, await StoredEvents.CountAsync(host));
            Assert.Empty(await StoredEvents.MissingAsync(host, sent));
        }

        var done = await ArchiveCommand.MakeAsync(ahead);
        Assert.Equal((1, 1), ((int)done["attempts"]!, Directory.GetFiles(archives.Path).Length));
        foreach (var host in hosts)
        {
            Assert.Equal(0, await host.StopAsync());
        }

        Task<SampleHost> StartAsync(string? clock) => SampleHost.StartAsync(
            data.Path,
            clock is null ? null : new Dictionary<string, string?> { ["LD_PRELOAD"] = library, ["FAKETIME"] = clock, ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1" },
            "--store",
            "postgres",
            "--connection",
            server.ConnectionString,
            "--spool",
            Path.Combine(data.Path, $"spool{clock}"),
            "--archives",
            archives.Path);
    }
}
