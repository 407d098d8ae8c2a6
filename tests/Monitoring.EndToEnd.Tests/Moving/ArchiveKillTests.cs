using Monitoring.EndToEnd.Tests.Crashes;
using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.Moving;

/// <summary>A host that is killed amid an archive begins it anew, and nothing of what was begun before is taken for one.</summary>
public sealed class ArchiveKillTests(ITestOutputHelper output)
{
    [Fact]
    public async Task An_archive_that_was_cut_off_by_a_kill_is_begun_anew_and_whole()
    {
        using var data = new TemporaryDirectory();
        using var archives = new TemporaryDirectory();
        var random = new Random();
        var next = 0;
        for (var round = 1; round <= Scale.Count(1, 10); round++)
        {
            string id;
            var load = new HostLoad<ShopEvent>(() => ShopEvent.Create(Interlocked.Increment(ref next)), (client, shopEvent) => shopEvent.SendAsync(client));
            await using (var host = await SampleHost.StartAsync(data.Path, null, "--archives", archives.Path))
            {
                id = "";
                await load.RunAsync(host, 500, TimeSpan.Zero, async () =>
                {
                    id = (string)(await host.Api.SendAsync(HttpMethod.Post, "archives"))["id"]!;
                    await Eventually.ReadAsync(() => host.Api.GetAsync($"archives/{id}"), archive => (string?)archive["state"] != "waiting");
                    await Task.Delay(random.Next(200));
                    await host.KillAsync();
                });
            }

            await using var again = await SampleHost.StartAsync(data.Path, null, "--archives", archives.Path);
            var done = await ArchiveCommand.EndAsync(again, id);
            output.WriteLine($"round {round}: {done.ToJsonString()}");
            Assert.Contains($"{done["counts"]!.AsArray().Single(count => (string?)count!["kind"] == "events")!["checksum"]}", await ArchiveCommand.MigrateAsync("verify", "--from", Path.Combine(archives.Path, (string)done["file"]!)), StringComparison.Ordinal);
            Assert.Equal([(string)done["file"]!], Directory.GetFiles(archives.Path).Select(Path.GetFileName));
            Assert.Empty(await StoredEvents.MissingAsync(again, load.Acknowledged));
            await again.Api.DeleteAsync($"archives/{id}");
            Assert.Empty(Directory.GetFiles(archives.Path));
            Assert.Equal(0, await again.StopAsync());
        }
    }
}
