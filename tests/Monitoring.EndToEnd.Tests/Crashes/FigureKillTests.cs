using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.Crashes;

/// <summary>A host that is killed under load has every transaction and every value of a metric that it answered, and none twice when they are sent again.</summary>
public sealed class FigureKillTests(ITestOutputHelper output)
{
    private const int Connections = 8;

    /// <summary>The same for all: an item is known again by its bytes.</summary>
    private readonly DateTimeOffset _at = TimeProvider.System.GetUtcNow().AddMinutes(-1);

    private static int Rounds => Scale.Count(3, 30);

    [Fact]
    public async Task Answered_transactions_and_metrics_survive_kill_9_and_count_once()
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
                await AwaitAsync(sent, sent.Count(item => item.Value) + (5 * Connections));
                await Task.Delay(random.Next(0, 1000), TestContext.Current.CancellationToken);
                await host.KillAsync();
                await stop.CancelAsync();
                await Task.WhenAll(sending);
            }

            await using (var host = await SampleHost.StartAsync(data.Path))
            {
                var answered = sent.Count(item => item.Value);
                var counted = await CountTransactionsAsync(host);
                output.WriteLine($"{answered} answered, {sent.Count} sent, {counted.Count} transactions and {await CountMetricAsync(host)} values counted");
                Assert.InRange(counted.Count, answered, sent.Count);
                Assert.InRange(await CountMetricAsync(host), answered, sent.Count);

                // As senders do that got no answer; and some that got one.
                using var client = new HttpClient();
                foreach (var item in sent.Keys.Where(item => !sent[item] || item % 50 == 0))
                {
                    Assert.True(await SendAsync(client, host, item));
                    sent[item] = true;
                }

                var exact = await CountTransactionsAsync(host);
                Assert.Equal((sent.Count, sent.Keys.Count(HasFailed)), (exact.Count, exact.Errors));
                Assert.Equal(sent.Keys.Sum(Milliseconds), exact.Sum, 0.5);
                Assert.Equal(sent.Count, await CountMetricAsync(host));
                await host.KillAsync();
            }
        }

        Assert.True(sent.Count > Rounds * 5 * Connections, $"only {sent.Count} items were sent");
    }

    /// <summary>Waits until so many are answered, however slow the machine is.</summary>
    private static async Task AwaitAsync(ConcurrentDictionary<int, bool> sent, int answered)
    {
        for (var wait = 0; wait < 1200 && sent.Count(item => item.Value) < answered; wait++)
        {
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }
    }

    private async Task LoadAsync(SampleHost host, Func<int> next, ConcurrentDictionary<int, bool> sent, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        while (!cancellationToken.IsCancellationRequested)
        {
            var item = next();
            sent[item] = false;
            try
            {
                sent[item] = await SendAsync(client, host, item);
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException)
            {
                return;
            }
        }
    }

    private static bool HasFailed(int item) => item % 3 == 0;

    private static int Milliseconds(int item) => 10 + (item % 500);

    /// <summary>A transaction and a value of a metric, each by itself, as SDKs send them.</summary>
    private async Task<bool> SendAsync(HttpClient client, SampleHost host, int item)
    {
        var trace = item.ToString("x32", CultureInfo.InvariantCulture);
        var context = $$"""{"trace":{"trace_id":"{{trace}}","span_id":"{{trace[16..]}}","op":"http.server","status":"{{(HasFailed(item) ? "internal_error" : "ok")}}"} }""";
        var times = $"\"start_timestamp\":{Unix(_at)},\"timestamp\":{Unix(_at.AddMilliseconds(Milliseconds(item)))}";
        var transaction = $$"""{"event_id":"{{trace}}","type":"transaction","transaction":"GET /orders/:id","transaction_info":{"source":"route"},{{times}},"contexts":{{context}} }""";
        var metric = $$$"""{"items":[{"timestamp":{{{Unix(_at)}}},"trace_id":"{{{trace}}}","name":"orders","type":"counter","value":1}]}""";
        return await PostAsync(client, host, $$"""{"event_id":"{{trace}}"}""" + "\n{\"type\":\"transaction\"}\n" + transaction)
            && await PostAsync(client, host, "{}\n" + """{"type":"trace_metric","item_count":1,"content_type":"application/vnd.sentry.items.trace-metric+json"}""" + "\n" + metric);
    }

    private static async Task<bool> PostAsync(HttpClient client, SampleHost host, string envelope)
    {
        using var content = new StringContent(envelope, Encoding.UTF8);
        using var answer = await client.PostAsync(new Uri(host.Url, $"/api/1/envelope/?sentry_key={host.PublicKey}"), content);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private static string Unix(DateTimeOffset instant) => (instant.ToUnixTimeMilliseconds() / 1000m).ToString("F3", CultureInfo.InvariantCulture);

    private static async Task<(int Count, int Errors, double Sum)> CountTransactionsAsync(SampleHost host)
    {
        var listed = await host.Api.ListAsync("projects/1/transactions");
        var found = listed.Count == 0 ? null : Assert.Single(listed);
        return found is null ? default : ((int)found["count"]!, (int)found["errors"]!, (double)found["durationMilliseconds"]!["sum"]!);
    }

    private static async Task<int> CountMetricAsync(SampleHost host)
    {
        var listed = await host.Api.ListAsync("projects/1/metrics");
        return listed.Count == 0 ? 0 : (int)Assert.Single((await host.Api.GetAsync("projects/1/metrics/orders"))["series"]!.AsArray())!["total"]!;
    }
}
