using Monitoring.ErrorTracking.Ingest;

namespace Monitoring.ErrorTracking.Tests.Ingest;

/// <summary>Each type of item that the protocol knows, and one that it does not: it is let in and counted, whether or not anything is done with it.</summary>
public sealed class ItemTypeTests
{
    private const string Id = "9ec79c33ec9942ab8353589fcb2e04dc";

    [Theory]
    [InlineData("event", """{"message":"x"}""")]
    [InlineData("transaction", """{"start_timestamp":1795348798,"timestamp":1795348799,"contexts":{"trace":{"trace_id":"400cf3f1f42d4facb88e733269b40a67","span_id":"f0219a415e5412ff"}}}""")]
    [InlineData("security", """{"csp":{"effective_directive":"img-src","blocked_uri":"https://evil.example/a.png"}}""")]
    [InlineData("raw_security", """{"csp-report":{"effective-directive":"img-src","blocked-uri":"https://evil.example/a.png"}}""")]
    [InlineData("nel", """{"type":"network-error","url":"https://shop.example/","body":{"type":"tcp.timed_out","phase":"connection"}}""")]
    [InlineData("form_data", "[]")]
    [InlineData("unreal_report", "x")]
    [InlineData("attachment", "x")]
    [InlineData("user_report", """{"comments":"x"}""")]
    [InlineData("feedback", """{"contexts":{"feedback":{"message":"x"}}}""")]
    [InlineData("session", """{"sid":"c9a1e3a4e7b24f4a8d6f0a3f1c2b5d77","init":true,"started":"2026-11-22T11:59:00Z","timestamp":"2026-11-22T12:00:00Z","status":"ok","attrs":{"release":"shop@1"}}""")]
    [InlineData("sessions", """{"aggregates":[{"started":"2026-11-22T11:59:00Z","exited":1}],"attrs":{"release":"shop@1"}}""")]
    [InlineData("client_report", """{"discarded_events":[]}""")]
    [InlineData("check_in", """{"monitor_slug":"a","status":"ok"}""")]
    [InlineData("log", """{"items":[]}""")]
    [InlineData("trace_metric", """{"items":[]}""")]
    [InlineData("span", """{"items":[]}""")]
    [InlineData("otel_span", "{}")]
    [InlineData("otel_log", "{}")]
    [InlineData("otel_traces_data", "x")]
    [InlineData("profile", "{}")]
    [InlineData("profile_chunk", "{}")]
    [InlineData("replay_event", "{}")]
    [InlineData("replay_recording", "{}")]
    [InlineData("replay_video", "x")]
    [InlineData("statsd", "a:1|c")]
    [InlineData("from_the_future", "x")]
    public async Task An_item_is_let_in_and_counted(string type, string payload)
    {
        await using var host = await IntakeHost.StartAsync();

        var outcome = await host.SendAsync($$"""{"event_id":"{{Id}}"}""" + "\n" + $$"""{"type":"{{type}}"}""" + "\n" + payload + "\n");

        Assert.True(outcome.Status == IngestStatus.Accepted, $"{outcome.Status} {outcome.Error}: {string.Join(' ', outcome.Causes)}");
        Assert.NotEmpty(await host.OutcomesAsync());
    }

    [Theory]
    [InlineData("metric_buckets")]
    [InlineData("integration")]
    public async Task What_only_relays_may_send_costs_its_neighbours_nothing(string type)
    {
        await using var host = await IntakeHost.StartAsync();

        var outcome = await host.SendAsync("{}\n" + $$"""{"type":"{{type}}"}""" + "\n[]\n" + """{"type":"event"}""" + "\n" + """{"message":"x"}""" + "\n");

        Assert.Equal((IngestStatus.Accepted, 1), (outcome.Status, outcome.Events.Length));
        Assert.Equal(2, (await host.OutcomesAsync()).Count);
    }

    [Fact]
    public async Task Reports_of_network_errors_are_events_grouped_by_error_and_host()
    {
        await using var host = await IntakeHost.StartAsync();
        const string body = """
            [{"age":1,"type":"network-error","url":"https://shop.example/a?token=hunter2","user_agent":"Chrome","body":{"type":"tcp.timed_out","phase":"connection","elapsed_time":18,"method":"GET","server_ip":"192.0.2.1"}},
             {"age":1,"type":"network-error","url":"https://shop.example/b","body":{"type":"tcp.timed_out","phase":"connection"}},
             {"age":1,"type":"network-error","url":"https://shop.example/","body":{"type":"http.error","phase":"application","status_code":503}},
             {"type":"deprecation","body":{}}, 7]
            """;

        var outcome = await host.SendAsync(host.Request(System.Text.Encoding.UTF8.GetBytes(body), IngestEndpoint.Nel) with { ContentType = "application/reports+json" });
        var none = await host.SendAsync(host.Request("{}"u8, IngestEndpoint.Nel) with { ContentType = "application/reports+json" });
        var foreign = await host.SendAsync(host.Request("[]"u8, IngestEndpoint.Nel) with { ContentType = "image/png" });

        Assert.Equal(3, outcome.Events.Length);
        Assert.Equal(
            [("Network error http.error 503 in phase application at shop.example", 1L), ("Network error tcp.timed_out in phase connection at shop.example", 2L)],
            (await host.IssuesAsync()).Items.Select(issue => (issue.Row.Title, issue.Row.Count)).Order());
        var stored = await host.EventAsync(outcome.Events[0].EventId);
        Assert.Equal("nel", stored.Event.Event.Type);
        Assert.DoesNotContain("hunter2", System.Text.Encoding.UTF8.GetString(stored.Raw.Span), StringComparison.Ordinal);
        Assert.Equal((IngestStatus.Invalid, IngestStatus.UnsupportedEncoding), (none.Status, foreign.Status));
        Assert.Equal(["nel accepted", "nel invalid content_type", "nel invalid nel_report"], (await host.OutcomesAsync()).Keys.Order(StringComparer.Ordinal));
    }
}
