using System.Text;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.TestData.Json;

namespace Monitoring.ErrorTracking.Tests.Ingest;

/// <summary>Values of another kind or size in the items of each type: they may be refused, but nothing here may fail on them.</summary>
public sealed class OddItemTests
{
    [Theory]
    [InlineData("event", """{"event_id":"9ec79c33ec9942ab8353589fcb2e04dc","timestamp":1795348798,"platform":"csharp","level":"error","release":"shop@1","environment":"production","user":{"id":"1","email":"a@b.example","ip_address":"203.0.113.9"},"tags":{"a":"b"},"request":{"url":"https://shop.example/","headers":[["a","b"]]},"contexts":{"trace":{"trace_id":"400cf3f1f42d4facb88e733269b40a67","span_id":"f0219a415e5412ff"}},"breadcrumbs":{"values":[{"timestamp":1795348798,"message":"x"}]},"exception":{"values":[{"type":"T","value":"v","stacktrace":{"frames":[{"module":"m","function":"f","filename":"f.cs","in_app":true,"lineno":42}]}}]}}""")]
    [InlineData("transaction", """{"event_id":"9ec79c33ec9942ab8353589fcb2e04dc","transaction":"GET /a","transaction_info":{"source":"route"},"release":"shop@1","environment":"production","user":{"id":"1"},"start_timestamp":1795348798,"timestamp":1795348799,"contexts":{"trace":{"trace_id":"400cf3f1f42d4facb88e733269b40a67","span_id":"f0219a415e5412ff","op":"http.server","status":"ok"}},"spans":[{"span_id":"f0219a415e5412fe","op":"db","description":"SELECT 1","start_timestamp":1795348798,"timestamp":1795348799,"data":{"user.id":"1"}}]}""")]
    [InlineData("security", """{"csp":{"effective_directive":"img-src","blocked_uri":"https://evil.example/a.png","document_uri":"https://shop.example/","line_number":1}}""")]
    [InlineData("raw_security", """{"csp-report":{"effective-directive":"img-src","blocked-uri":"https://evil.example/a.png","document-uri":"https://shop.example/","line-number":1}}""")]
    [InlineData("nel", """{"age":1,"type":"network-error","url":"https://shop.example/","body":{"type":"tcp.timed_out","phase":"connection","elapsed_time":1,"status_code":0,"server_ip":"203.0.113.9"}}""")]
    [InlineData("user_report", """{"event_id":"9ec79c33ec9942ab8353589fcb2e04dc","name":"Ann","email":"a@b.example","comments":"x"}""")]
    [InlineData("feedback", """{"event_id":"9ec79c33ec9942ab8353589fcb2e04dc","release":"shop@1","environment":"p","contexts":{"feedback":{"message":"x","name":"Ann","contact_email":"a@b.example","url":"https://shop.example/","associated_event_id":"9ec79c33ec9942ab8353589fcb2e04dd","replay_id":"9ec79c33ec9942ab8353589fcb2e04de","source":"widget"}}}""")]
    [InlineData("session", """{"sid":"c9a1e3a4e7b24f4a8d6f0a3f1c2b5d77","did":"ann","seq":1,"init":true,"started":"2026-11-22T11:59:00Z","timestamp":"2026-11-22T12:00:00Z","status":"exited","errors":1,"duration":1.5,"attrs":{"release":"shop@1","environment":"production","ip_address":"203.0.113.9"}}""")]
    [InlineData("sessions", """{"aggregates":[{"started":"2026-11-22T11:59:00Z","did":"ann","exited":1,"errored":1,"abnormal":0,"crashed":0}],"attrs":{"release":"shop@1","environment":"production"}}""")]
    [InlineData("client_report", """{"timestamp":1795348798,"discarded_events":[{"reason":"queue_overflow","category":"error","quantity":1}]}""")]
    [InlineData("check_in", """{"check_in_id":"c9a1e3a4e7b24f4a8d6f0a3f1c2b5d77","monitor_slug":"a","status":"ok","duration":1.5,"environment":"production","release":"shop@1","contexts":{"trace":{"trace_id":"400cf3f1f42d4facb88e733269b40a67"}},"monitor_config":{"schedule":{"type":"crontab","value":"* * * * *"},"checkin_margin":1,"max_runtime":1,"timezone":"UTC","failure_issue_threshold":1,"recovery_threshold":1,"owner":"team:a"}}""")]
    [InlineData("log", """{"items":[{"timestamp":1795348798,"level":"info","body":"x","trace_id":"400cf3f1f42d4facb88e733269b40a67","attributes":{"a":{"value":"b","type":"string"}}}]}""")]
    [InlineData("trace_metric", """{"items":[{"timestamp":1795348798,"name":"a","type":"counter","value":1,"unit":"byte","trace_id":"400cf3f1f42d4facb88e733269b40a67","attributes":{"a":{"value":"b","type":"string"}}}]}""")]
    [InlineData("span", """{"items":[{"trace_id":"400cf3f1f42d4facb88e733269b40a67","span_id":"f0219a415e5412ff","name":"GET /a","status":"ok","is_segment":true,"start_timestamp":1795348798,"end_timestamp":1795348799,"attributes":{"sentry.op":{"value":"http","type":"string"},"user.id":{"value":"1","type":"string"}}}]}""")]
    [InlineData("form_data", """[["sentry[tags][a]","b"]]""")]
    public async Task An_item_with_an_odd_value_is_taken_or_refused(string type, string example)
    {
        await using var host = await IntakeHost.StartAsync(configure: options => options.Feedback.PerMinute = 100_000);

        foreach (var sentAt in new[] { "2026-11-22T12:00:00Z", "1970-01-01T00:00:00Z", "2099-01-01T00:00:00Z" })
        {
            foreach (var payload in OddJson.Of(example))
            {
                var header = $$"""{"type":"{{type}}","length":{{Encoding.UTF8.GetByteCount(payload)}},"item_count":1,"content_type":"application/vnd.sentry.items.{{type}}+json"}""";
                var outcome = await host.SendAsync($$"""{"sent_at":"{{sentAt}}"}""" + "\n" + header + "\n" + payload + "\n");

                Assert.True((int)outcome.Status < 500, $"{outcome.Status} {outcome.Error} {string.Join(' ', outcome.Causes)}: {sentAt} {payload}");
            }
        }

        Assert.DoesNotContain(await host.OutcomesAsync(), counted => counted.Key.EndsWith("internal_error", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(IngestEndpoint.Envelope)]
    public async Task An_odd_envelope_header_is_taken_or_refused(IngestEndpoint endpoint)
    {
        const string Header = """{"event_id":"9ec79c33ec9942ab8353589fcb2e04dc","sent_at":"2026-11-22T12:00:00Z","dsn":"http://a1b2c3d4e5f60718293a4b5c6d7e8f90@localhost/42","sdk":{"name":"a","version":"1"},"trace":{"trace_id":"400cf3f1f42d4facb88e733269b40a67","public_key":"a1b2c3d4e5f60718293a4b5c6d7e8f90","sample_rate":"1"}}""";
        await using var host = await IntakeHost.StartAsync();

        foreach (var header in OddJson.Of(Header))
        {
            var outcome = await host.SendAsync(header + "\n" + """{"type":"event"}""" + "\n" + """{"message":"x"}""" + "\n", endpoint);

            Assert.True((int)outcome.Status < 500, $"{outcome.Status} {outcome.Error} {string.Join(' ', outcome.Causes)}: {header}");
        }
    }
}
