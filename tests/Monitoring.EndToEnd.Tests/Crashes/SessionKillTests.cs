using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.Crashes;

/// <summary>A host that is killed under load has every session that it answered, and none twice when they are sent again.</summary>
public sealed class SessionKillTests(ITestOutputHelper output)
{
    private const int Connections = 8;

    /// <summary>The same for all: a session is known by it.</summary>
    private readonly string _started = TimeProvider.System.GetUtcNow().AddMinutes(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static int Rounds => Scale.Count(3, 30);

    [Fact]
    public async Task Answered_sessions_survive_kill_9_and_count_once()
    {
        using var data = new TemporaryDirectory();
        var random = new Random(4711);
        var sent = new ConcurrentDictionary<int, bool>();
        var next = 0;
        for (var round = 0; round < Rounds; round++)
        {
            await using (var host = await SampleHost.StartAsync(data.Path))
            {
                using var stop = new CancellationTokenSource();
                var sending = Enumerable.Range(0, Connections).Select(_ => LoadAsync(host, () => Interlocked.Increment(ref next), sent, stop.Token)).ToList();
                await Task.Delay(random.Next(300, 1500), TestContext.Current.CancellationToken);
                await host.KillAsync();
                await stop.CancelAsync();
                await Task.WhenAll(sending);
            }

            await using (var host = await SampleHost.StartAsync(data.Path))
            {
                var answered = sent.Count(session => session.Value);
                var counted = await CountAsync(host);
                output.WriteLine($"{answered} answered, {sent.Count} sent, {counted} counted");
                Assert.InRange(counted, answered, sent.Count);

                // As senders do that got no answer; and some that got one.
                using var client = new HttpClient();
                foreach (var session in sent.Keys.Where(session => !sent[session] || session % 50 == 0))
                {
                    Assert.True(await SendAsync(client, host, session));
                    sent[session] = true;
                }

                Assert.Equal(sent.Count, await CountAsync(host));
                Assert.Equal(sent.Keys.Count(IsCrash), await CountAsync(host, "crashed"));
                await host.KillAsync();
            }
        }

        Assert.True(sent.Count > Rounds * Connections, $"only {sent.Count} sessions were sent");
    }

    private async Task LoadAsync(SampleHost host, Func<int> next, ConcurrentDictionary<int, bool> sent, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        while (!cancellationToken.IsCancellationRequested)
        {
            var session = next();
            sent[session] = false;
            try
            {
                sent[session] = await SendAsync(client, host, session);
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                return;
            }
        }
    }

    private static bool IsCrash(int session) => session % 3 == 0;

    /// <summary>The beginning of a session and its end, in one envelope.</summary>
    private async Task<bool> SendAsync(HttpClient client, SampleHost host, int session)
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
        using var answer = await client.PostAsync(new Uri(host.Url, $"/api/1/envelope/?sentry_key={host.PublicKey}"), content);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private static async Task<long> CountAsync(SampleHost host, string status = "sessions")
    {
        var from = TimeProvider.System.GetUtcNow().AddDays(-2).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return (long)(await host.Api.GetAsync($"projects/1/releases/shop@1.0/health?from={from}"))["totals"]![status]!;
    }
}
