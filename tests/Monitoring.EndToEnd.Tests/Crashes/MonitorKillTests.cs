using System.Text;
using System.Text.Json.Nodes;
using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.Crashes;

/// <summary>A host that is killed while a run is expected judges it after its restart, once.</summary>
public sealed class MonitorKillTests
{
    [Fact]
    public async Task A_run_that_is_expected_when_the_host_is_killed_is_missed_once_after_the_restart()
    {
        using var data = new TemporaryDirectory();
        await using (var host = await SampleHost.StartAsync(data.Path))
        {
            // No margin, so that the test need not wait longer than a minute.
            await CheckInAsync(host, """{"status":"ok","monitor_config":{"schedule":{"type":"interval","value":1,"unit":"minute"},"checkin_margin":0}}""");
            await host.KillAsync();
        }

        await using (var host = await SampleHost.StartAsync(data.Path))
        {
            Assert.Contains(await Eventually.ReadAsync(() => CheckInsAsync(host), found => found.Any(IsMissed)), IsMissed);
            await host.KillAsync();
        }

        await using var last = await SampleHost.StartAsync(data.Path);
        var checkIns = await CheckInsAsync(last);
        var judged = checkIns.Where(IsMissed).Select(checkIn => (string?)checkIn["expectedAt"]).ToList();
        Assert.NotEmpty(judged);
        Assert.Equal(judged.Count, judged.Distinct().Count());
        Assert.Single(checkIns, checkIn => (string?)checkIn["status"] == "ok");
    }

    private static Task<IReadOnlyList<JsonObject>> CheckInsAsync(SampleHost host) => host.Api.ListAsync("projects/1/monitors/minutely/checkins");

    private static bool IsMissed(JsonObject checkIn) => (string?)checkIn["status"] == "missed";

    private static async Task CheckInAsync(SampleHost host, string body)
    {
        using var client = new HttpClient();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri(host.Url, $"/api/1/cron/minutely/{host.PublicKey}/"), content);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
    }
}
