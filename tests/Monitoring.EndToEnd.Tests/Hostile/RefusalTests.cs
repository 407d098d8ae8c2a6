using System.Text;
using Monitoring.EndToEnd.Tests.Wire;

namespace Monitoring.EndToEnd.Tests.Hostile;

/// <summary>What is refused gets its status and a reason, is counted, and leaves nothing behind.</summary>
public sealed class RefusalTests(HostileHost hostile)
{
    public static TheoryData<string> Names => [.. Refusals.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public Task It_is_refused_with_a_reason_and_leaves_nothing(string name) => hostile.RunAsync(async host =>
    {
        var refusal = Refusals.All[name];
        var id = Guid.NewGuid().ToString("N");
        var issues = (await host.Api.ListIssuesAsync()).Count;
        var invalid = await host.Api.CountOutcomesAsync("invalid");

        var answer = await RawConnection.ExchangeAsync(host.Url, refusal.Build(host, id));

        Assert.NotNull(answer);
        Assert.True(answer.Status == refusal.Status, $"expected {refusal.Status}, got {answer}");
        Assert.False(string.IsNullOrWhiteSpace(answer.SentryError), answer.ToString());
        Assert.False(string.IsNullOrWhiteSpace(answer.Detail), answer.ToString());
        Assert.Null(await host.Api.FindEventAsync(id));
        Assert.Equal(issues, (await host.Api.ListIssuesAsync()).Count);
        Assert.Equal(invalid + (refusal.IsCounted ? 1 : 0), await host.Api.CountOutcomesAsync("invalid"));
    });

    [Fact]
    public Task Items_before_and_after_a_broken_one_are_stored() => hostile.RunAsync(async host =>
    {
        var (good, bad) = (Guid.NewGuid().ToString("N"), Guid.NewGuid().ToString("N"));
        var invalid = await host.Api.CountOutcomesAsync("invalid");
        var body = Encoding.UTF8.GetBytes(
            "{}\n"
            + "{\"type\":\"event\"}\n" + $$"""{"event_id":"{{bad}}","message":""" + "\n"
            + "{\"type\":\"event\"}\n" + $$"""{"event_id":"{{good}}","message":"the neighbour of a broken item"}""" + "\n");

        var answer = await RawConnection.ExchangeAsync(host.Url, RawRequest.Post("/api/1/envelope/", body, $"X-Sentry-Auth: Sentry sentry_key={host.PublicKey}"));

        Assert.Equal(200, answer?.Status);
        Assert.NotNull(await host.Api.FindEventAsync(good));
        Assert.Null(await host.Api.FindEventAsync(bad));
        Assert.Equal(invalid + 1, await host.Api.CountOutcomesAsync("invalid"));
    });

    [Fact]
    public Task Json_100000_levels_deep_costs_the_field_and_not_the_event() => hostile.RunAsync(async host =>
    {
        var id = Guid.NewGuid().ToString("N");
        var payload = $$"""{"message":"deeper than anybody needs",{{Refusals.Nested(100_000)[1..]}}""";

        var answer = await RawConnection.ExchangeAsync(host.Url, Refusals.Post("/api/1/envelope/", host.PublicKey, RawRequest.Envelope(id, payload)));

        Assert.Equal(200, answer?.Status);
        // Neither is the raw event deeper: what nobody has looked into for secrets is not kept.
        var raw = Encoding.UTF8.GetString(SentItem.ReadEnvelope(await host.Api.GetRawEventAsync(id)).Single().Payload);
        foreach (var stored in new[] { (await host.Api.GetEventAsync(id))["payload"]!.ToJsonString(), raw })
        {
            Assert.Contains("deeper than anybody needs", stored, StringComparison.Ordinal);
            Assert.DoesNotContain(string.Concat(Enumerable.Repeat("{\"a\":", 100)), stored, StringComparison.Ordinal);
        }
    });

    [Fact]
    public Task The_same_event_id_counts_once() => hostile.RunAsync(async host =>
    {
        var id = Guid.NewGuid().ToString("N");
        var request = RawRequest.Post(
            "/api/1/envelope/", RawRequest.Envelope(id, """{"message":"sent three times"}"""), $"X-Sentry-Auth: Sentry sentry_key={host.PublicKey}");
        for (var time = 0; time < 3; time++)
        {
            Assert.Equal(200, (await RawConnection.ExchangeAsync(host.Url, request))?.Status);
        }

        var stored = await host.Api.GetEventAsync(id);
        var issue = await host.Api.GetIssueAsync((string)stored["issueId"]!);
        Assert.Equal(1, (long)issue["count"]!);
    });
}
