using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Monitoring.EndToEnd.Tests.Hosting;
using Monitoring.TestData;

namespace Monitoring.EndToEnd.Tests.Crashes;

/// <summary>A rule that was due when the host was killed fires after the restart, once.</summary>
public sealed class AlertRuleKillTests
{
    private const string Rules = "projects/1/alert-rules";

    [Fact]
    public async Task A_rule_that_was_due_when_the_host_was_killed_fires_once_after_the_restart()
    {
        using var data = new TemporaryDirectory();
        string counting;
        string moment;
        await using (var host = await SampleHost.StartAsync(data.Path))
        {
            counting = await MakeAsync(host, Often("often", 2));
            moment = await MakeAsync(host, """{"name":"new","trigger":{"kind":"newIssue"}}""");
            await ReportAsync(host, 3);
            await host.KillAsync();
        }

        await using (var host = await SampleHost.StartAsync(data.Path))
        {
            await AwaitAsync(host, counting);
            await AwaitAsync(host, moment);
            await host.KillAsync();
        }

        await using var last = await SampleHost.StartAsync(data.Path);
        var witness = await MakeAsync(last, Often("witness", 3));
        await ReportAsync(last, 1);
        await AwaitAsync(last, witness);
        var fired = Assert.Single(await last.Api.ListAsync($"{Rules}/{counting}/history"));
        Assert.Equal("staging", (string?)fired["environment"]);
        Assert.Null(fired["endedAt"]);
        Assert.Single(await last.Api.ListAsync($"{Rules}/{moment}/history"));
    }

    [Fact]
    public async Task More_than_so_many_in_a_window_fires_at_once()
    {
        using var data = new TemporaryDirectory();
        await using var host = await SampleHost.StartAsync(data.Path);
        var rule = await MakeAsync(host, """{"name":"often","severity":"critical","trigger":{"kind":"events","threshold":4,"window":"PT10M"}}""");
        var witness = await MakeAsync(host, Often("witness", 3));
        await ReportAsync(host, 4);
        await AwaitAsync(host, witness);
        Assert.Empty(await host.Api.ListAsync($"{Rules}/{rule}/history"));

        var began = TimeProvider.System.GetTimestamp();
        await ReportAsync(host, 1);
        var reported = TimeProvider.System.GetElapsedTime(began);
        var fired = await AwaitAsync(host, rule);

        // A second until it is looked at, and the rest for a busy machine; one that is slow to take a report is as slow to look.
        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(20) + (100 * reported));
        Assert.Equal(5, (double)fired["value"]!);
        Assert.EndsWith("5 events in 10 minutes, more than 4", (string?)fired["reason"], StringComparison.Ordinal);
    }

    /// <summary>A rule that fires at more events than the threshold; as a witness it tells that rules have been judged with the newest of them.</summary>
    private static string Often(string name, int threshold) =>
        $$$"""{"name":"{{{name}}}","trigger":{"kind":"events","threshold":{{{threshold}}},"window":"PT30M"},"conditions":{"environments":["staging"]}}""";

    private static async Task<JsonObject> AwaitAsync(SampleHost host, string rule)
    {
        var history = await Eventually.ReadAsync(() => host.Api.ListAsync($"{Rules}/{rule}/history"), found => found.Count > 0);
        Assert.NotEmpty(history);
        return history[0];
    }

    private static async Task<string> MakeAsync(SampleHost host, string body)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", host.ApiToken);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri(host.Url, $"/monitoring/api/v1/{Rules}"), content);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == System.Net.HttpStatusCode.Created, text);
        return (string)JsonNode.Parse(text)!["id"]!;
    }

    /// <summary>Reports the same error so often; each is durable when the call returns.</summary>
    private static async Task ReportAsync(SampleHost host, int count)
    {
        using var client = new HttpClient();
        for (var number = 0; number < count; number++)
        {
            using var content = new ByteArrayContent(ShopEvent.Create(ShopEvent.Kinds * number).ToEnvelope());
            using var answer = await client.PostAsync(new Uri(host.Url, $"/api/1/envelope/?sentry_key={host.PublicKey}"), content);
            Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        }
    }
}
