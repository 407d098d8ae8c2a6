using System.Globalization;
using System.Net;
using System.Text;
using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.Crashes;

/// <summary>A host that is killed under load has every session that it answered, and none twice when they are sent again.</summary>
public sealed class SessionKillTests(ITestOutputHelper output)
{
    /// <summary>The same for all: a session is known by it.</summary>
    private readonly string _started = TimeProvider.System.GetUtcNow().AddMinutes(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static int Rounds => Scale.Count(3, 30);

    [Fact]
    public async Task Answered_sessions_survive_kill_9_and_count_once()
    {
        using var data = new TemporaryDirectory();
        var random = new Random(4711);
        var next = 0;
        var load = new HostLoad<int>(() => Interlocked.Increment(ref next), SendAsync);
        for (var round = 0; round < Rounds; round++)
        {
            await using (var host = await SampleHost.StartAsync(data.Path))
            {
                await load.RunAsync(host, 5 * HostLoad<int>.Connections, TimeSpan.FromMilliseconds(random.Next(1000)), host.KillAsync);
            }

            await using (var host = await SampleHost.StartAsync(data.Path))
            {
                var counted = await CountAsync(host);
                output.WriteLine($"{load.Acknowledged.Count} acknowledged, {load.Open.Count} open, {counted} counted");
                Assert.Empty(load.Faults);
                Assert.InRange(counted, load.Acknowledged.Count, load.Sent.Count);

                await load.SendAgainAsync(host, acknowledged: 20);
                Assert.Equal(load.Sent.Count, await CountAsync(host));
                Assert.Equal(load.Sent.Count(IsCrash), await CountAsync(host, "crashed"));
                await host.KillAsync();
            }
        }
    }

    private static bool IsCrash(int session) => session % 3 == 0;

    /// <summary>The beginning of a session and its end, in one envelope.</summary>
    private async Task<HttpStatusCode> SendAsync(HttpClient client, int session)
    {
        var fields = $$$"""
            "sid":"{{{session:x8}}}-0000-4000-8000-000000000000","started":"{{{_started}}}","attrs":{"release":"shop@1.0","environment":"production"}
            """;
        var body = $$"""
            {}
            {"type":"session"}
            {"init":true,"status":"ok",{{fields}}}
            {"type":"session"}
            {"status":"{{(IsCrash(session) ? "crashed" : "exited")}}",{{fields}}}
            """;
        using var content = new StringContent(body, Encoding.UTF8);
        using var answer = await client.PostAsync(string.Empty, content);
        return answer.StatusCode;
    }

    private static async Task<long> CountAsync(SampleHost host, string status = "sessions")
    {
        var from = TimeProvider.System.GetUtcNow().AddDays(-2).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return (long)(await host.Api.GetAsync($"projects/1/releases/shop@1.0/health?from={from}"))["totals"]![status]!;
    }
}
