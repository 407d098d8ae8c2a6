using System.Globalization;
using System.Net;
using System.Text;
using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.Crashes;

/// <summary>A host that is killed under load has every transaction and every value of a metric that it answered, and none twice when they are sent again.</summary>
public sealed class FigureKillTests(ITestOutputHelper output)
{
    /// <summary>The same for all: an item is known again by its bytes.</summary>
    private readonly DateTimeOffset _at = TimeProvider.System.GetUtcNow().AddMinutes(-1);

    private static int Rounds => Scale.Count(3, 30);

    [Fact]
    public async Task Answered_transactions_and_metrics_survive_kill_9_and_count_once()
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
                var (transactions, values) = ((await CountTransactionsAsync(host)).Count, await CountMetricAsync(host));
                output.WriteLine($"{load.Acknowledged.Count} acknowledged, {load.Open.Count} open, {transactions} transactions and {values} values counted");
                Assert.Empty(load.Faults);
                Assert.InRange(transactions, load.Acknowledged.Count, load.Sent.Count);
                Assert.InRange(values, load.Acknowledged.Count, load.Sent.Count);

                await load.SendAgainAsync(host, acknowledged: 20);
                var exact = await CountTransactionsAsync(host);
                Assert.Equal((load.Sent.Count, load.Sent.Count(HasFailed)), (exact.Count, exact.Errors));
                Assert.Equal(load.Sent.Sum(Milliseconds), exact.Sum, 0.5);
                Assert.Equal(load.Sent.Count, await CountMetricAsync(host));
                await host.KillAsync();
            }
        }
    }

    private static bool HasFailed(int item) => item % 3 == 0;

    private static int Milliseconds(int item) => 10 + (item % 500);

    /// <summary>A transaction and a value of a metric, each by itself, as SDKs send them.</summary>
    private async Task<HttpStatusCode> SendAsync(HttpClient client, int item)
    {
        var trace = item.ToString("x32", CultureInfo.InvariantCulture);
        var context = $$"""{"trace":{"trace_id":"{{trace}}","span_id":"{{trace[16..]}}","op":"http.server","status":"{{(HasFailed(item) ? "internal_error" : "ok")}}"} }""";
        var times = $"\"start_timestamp\":{Unix(_at)},\"timestamp\":{Unix(_at.AddMilliseconds(Milliseconds(item)))}";
        var transaction = $$"""{"event_id":"{{trace}}","type":"transaction","transaction":"GET /orders/:id","transaction_info":{"source":"route"},{{times}},"contexts":{{context}} }""";
        var metric = $$$"""{"items":[{"timestamp":{{{Unix(_at)}}},"trace_id":"{{{trace}}}","name":"orders","type":"counter","value":1}]}""";
        var first = await PostAsync(client, $$"""{"event_id":"{{trace}}"}""" + "\n{\"type\":\"transaction\"}\n" + transaction);
        return first == HttpStatusCode.OK
            ? await PostAsync(client, "{}\n" + """{"type":"trace_metric","item_count":1,"content_type":"application/vnd.sentry.items.trace-metric+json"}""" + "\n" + metric)
            : first;
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, string envelope)
    {
        using var content = new StringContent(envelope, Encoding.UTF8);
        using var answer = await client.PostAsync(string.Empty, content);
        return answer.StatusCode;
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
