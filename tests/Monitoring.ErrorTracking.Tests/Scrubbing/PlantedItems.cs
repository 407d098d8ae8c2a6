using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Monitoring.ErrorTracking.Tests.Scrubbing;

/// <summary>Items of each type that leaves something in the store, with a secret in one of their texts or names each.</summary>
internal static class PlantedItems
{
    private const string Trace = "\"trace_id\":\"400cf3f1f42d4facb88e733269b40a67\"";

    /// <summary>Types, further fields of their headers, and payloads; NOW and STARTED are times.</summary>
    private static readonly (string Type, string Header, string Payload)[] Items =
    [
        ("transaction", "{}", """{"transaction":"GET /a","transaction_info":{"source":"route"},"release":"shop@1","environment":"production","user":{"id":"1"},"tags":{"a":"b"},"start_timestamp":NOW,"timestamp":NOW,"contexts":{"trace":{TRACE,"span_id":"f0219a415e5412ff","op":"http.server","status":"ok"}},"spans":[{"span_id":"f0219a415e5412fe","op":"db","description":"SELECT 1","start_timestamp":NOW,"timestamp":NOW,"data":{"a":"b"}}]}"""),
        ("span", """{"item_count":1,"content_type":"application/vnd.sentry.items.span.v2+json"}""", """{"items":[{TRACE,"span_id":"f0219a415e5412ff","name":"GET /a","status":"ok","is_segment":true,"start_timestamp":NOW,"end_timestamp":NOW,"attributes":{"sentry.op":{"value":"http","type":"string"},"sentry.release":{"value":"r","type":"string"},"sentry.environment":{"value":"e","type":"string"},"user.id":{"value":"1","type":"string"}}}]}"""),
        ("log", """{"item_count":1,"content_type":"application/vnd.sentry.items.log+json"}""", """{"items":[{"timestamp":NOW,"level":"info","body":"x",TRACE,"attributes":{"a":{"value":"b","type":"string"}}}]}"""),
        ("trace_metric", """{"item_count":1,"content_type":"application/vnd.sentry.items.trace-metric+json"}""", """{"items":[{"timestamp":NOW,"name":"a","type":"counter","value":1,"unit":"byte",TRACE,"attributes":{"a":{"value":"b","type":"string"},"sentry.release":{"value":"r","type":"string"}}}]}"""),
        ("check_in", "{}", """{"check_in_id":"c9a1e3a4e7b24f4a8d6f0a3f1c2b5d77","monitor_slug":"a","status":"error","environment":"production","release":"shop@1","contexts":{"trace":{TRACE}},"monitor_config":{"schedule":{"type":"crontab","value":"* * * * *"},"timezone":"UTC","owner":"team:a"}}"""),
        ("session", "{}", """{"sid":"c9a1e3a4e7b24f4a8d6f0a3f1c2b5d77","did":"ann","init":true,"started":"STARTED","status":"exited","attrs":{"release":"shop@1","environment":"production","ip_address":"203.0.113.9","user_agent":"x"}}"""),
        ("sessions", "{}", """{"aggregates":[{"started":"STARTED","did":"ann","exited":1}],"attrs":{"release":"shop@1","environment":"production"}}"""),
        ("feedback", "{}", """{"release":"shop@1","environment":"p","tags":{"a":"b"},"contexts":{"feedback":{"message":"x","name":"Ann","contact_email":"a@b.example","url":"https://shop.example/","associated_event_id":"9ec79c33ec9942ab8353589fcb2e04dd","source":"widget"}}}"""),
        ("user_report", "{}", """{"event_id":"9ec79c33ec9942ab8353589fcb2e04dc","name":"Ann","email":"a@b.example","comments":"x"}"""),
        ("nel", "{}", """{"age":1,"type":"network-error","url":"https://shop.example/","user_agent":"x","body":{"type":"tcp.timed_out","phase":"connection","referrer":"https://a.example/","method":"GET","protocol":"http/1.1","server_ip":"203.0.113.9","elapsed_time":1,"status_code":0}}"""),
        ("raw_security", "{}", """{"csp-report":{"effective-directive":"img-src","violated-directive":"img-src x","blocked-uri":"https://evil.example/a.png","document-uri":"https://shop.example/","referrer":"x","source-file":"https://shop.example/a.js","script-sample":"x","original-policy":"img-src x","line-number":1}}"""),
        ("client_report", "{}", """{"timestamp":NOW,"discarded_events":[{"reason":"queue_overflow","category":"error","quantity":1}]}"""),
        ("attachment", """{"filename":"a.txt","content_type":"text/plain","attachment_type":"event.attachment"}""", "\"kept as it is\""),
        ("unknown_type", """{"filename":"a"}""", """{"a":"b"}"""),
    ];

    /// <summary>Envelopes, each with the secret in it.</summary>
    public static IEnumerable<(byte[] Envelope, string Needle)> All(Random random)
    {
        var now = TimeProvider.System.GetUtcNow();
        foreach (var (type, header, payload) in Items)
        {
            var json = payload.Replace("TRACE", Trace, StringComparison.Ordinal)
                .Replace("NOW", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                .Replace("STARTED", now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), StringComparison.Ordinal);
            foreach (var planted in Planted(json, random).Select(one => (Header: header, Payload: one.Json, one.Needle)).Concat(Planted(header, random).Select(one => (Header: one.Json, Payload: json, one.Needle))))
            {
                var item = JsonNode.Parse(planted.Header)!.AsObject();
                item["type"] = type;
                item["length"] = Encoding.UTF8.GetByteCount(planted.Payload);

                // No item is the same as one before it.
                var id = Guid.CreateVersion7().ToString("N");
                var own = planted.Payload.Replace("c9a1e3a4e7b24f4a8d6f0a3f1c2b5d77", id, StringComparison.Ordinal);
                yield return (Encoding.UTF8.GetBytes($$"""{"event_id":"{{id}}"}""" + "\n" + item.ToJsonString() + "\n" + own + "\n"), planted.Needle);
            }
        }
    }

    /// <summary>The example with a token in the place of each text, behind each text, and as the name of a further field of each object.</summary>
    private static IEnumerable<(string Json, string Needle)> Planted(string example, Random random)
    {
        foreach (var place in Places(JsonNode.Parse(example), []).ToList())
        {
            foreach (var isAlone in (bool[])[true, false])
            {
                var needle = $"ghp_{random.NextInt64(long.MaxValue / 10, long.MaxValue):D18}{random.NextInt64(long.MaxValue / 10, long.MaxValue):D18}"[..40];
                var root = JsonNode.Parse(example)!;
                var node = place.Aggregate(root, (found, step) => step is int index ? found[index]! : found[(string)step]!);
                if (node is JsonObject found)
                {
                    found[isAlone ? needle : $"x {needle}"] = "y";
                }
                else if (place.Length > 0)
                {
                    node.ReplaceWith(isAlone ? needle : $"{(string)node!} {needle}");
                }

                yield return (root.ToJsonString(), needle);
            }
        }
    }

    private static IEnumerable<object[]> Places(JsonNode? node, object[] place) => node switch
    {
        JsonObject found => found.SelectMany(property => Places(property.Value, [.. place, property.Key])).Prepend(place),
        JsonArray list => list.SelectMany((item, index) => Places(item, [.. place, index])),
        JsonValue value when place.Length > 0 && value.TryGetValue<string>(out _) => [place],
        _ => [],
    };
}
