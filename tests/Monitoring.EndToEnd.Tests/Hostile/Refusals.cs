using System.Text;

namespace Monitoring.EndToEnd.Tests.Hostile;

/// <summary>Every way of being refused that a sender can find, by name.</summary>
internal static class Refusals
{
    private const string Path = "/api/1/envelope/";
    private const string Payload = """{"message":"from a stranger"}""";
    private const string OtherKey = "00000000000000000000000000000000";

    public static IReadOnlyDictionary<string, Refusal> All { get; } = new Dictionary<string, Refusal>
    {
        ["no key"] = new(401, true, (_, id) => RawRequest.Post(Path, RawRequest.Envelope(id, Payload))),
        ["a key that is none"] = new(400, true, (_, id) => Post(Path, "not a key!", RawRequest.Envelope(id, Payload))),
        ["an unknown key"] = new(403, true, (_, id) => Post(Path, OtherKey, RawRequest.Envelope(id, Payload))),
        ["a header without sentry_key"] = new(401, true, (_, id) => RawRequest.Post(Path, RawRequest.Envelope(id, Payload), "X-Sentry-Auth: Sentry sentry_version=7")),
        ["two keys that differ"] = new(401, true, (host, id) => Post($"{Path}?sentry_key={OtherKey}", host.PublicKey, RawRequest.Envelope(id, Payload))),
        ["a protocol version of the future"] = new(400, true, (host, id) =>
            RawRequest.Post(Path, RawRequest.Envelope(id, Payload), $"X-Sentry-Auth: Sentry sentry_version=99, sentry_key={host.PublicKey}")),
        ["a protocol version that is no number"] = new(400, true, (host, id) =>
            RawRequest.Post(Path, RawRequest.Envelope(id, Payload), $"X-Sentry-Auth: Sentry sentry_version=abc, sentry_key={host.PublicKey}")),
        ["an unknown project"] = new(403, false, (host, id) => Post("/api/4242/envelope/", host.PublicKey, RawRequest.Envelope(id, Payload))),
        ["a project that is no number"] = new(400, false, (host, id) => Post("/api/shop/envelope/", host.PublicKey, RawRequest.Envelope(id, Payload))),
        ["a DSN in the envelope that names another project"] = new(400, true, (host, id) => Post(
            Path, host.PublicKey, Encoding.UTF8.GetBytes($$"""{"event_id":"{{id}}","dsn":"http://{{host.PublicKey}}@127.0.0.1/2"}""" + "\n" + """{"type":"event"}""" + $"\n{Payload}\n"))),

        ["an empty body"] = new(400, true, (host, _) => Post(Path, host.PublicKey, [])),
        ["a body that is no envelope"] = new(400, true, (host, _) => Post(Path, host.PublicKey, "<html>hello</html>"u8.ToArray())),
        ["an envelope header that is an array"] = new(400, true, (host, _) => Post(Path, host.PublicKey, "[]\n{\"type\":\"event\"}\n{}\n"u8.ToArray())),
        ["an event that is no JSON"] = new(400, true, (host, id) => Post(Path, host.PublicKey, RawRequest.Envelope(id, "{\"message\":"))),
        ["an event that is an array"] = new(400, true, (host, id) => Post(Path, host.PublicKey, RawRequest.Envelope(id, "[1,2,3]"))),
        ["an item longer than the body"] = new(400, true, (host, id) => Post(
            Path, host.PublicKey, Encoding.UTF8.GetBytes($$"""{"event_id":"{{id}}"}""" + "\n" + """{"type":"event","length":5000}""" + $"\n{Payload}\n"))),
        ["a store request that is no JSON"] = new(400, true, (host, _) => Post("/api/1/store/", host.PublicKey, "hello"u8.ToArray())),
        ["a header 100,000 levels deep"] = new(400, true, (host, _) => Post(Path, host.PublicKey, Encoding.UTF8.GetBytes($"{Nested(100_000)}\n"))),
        ["an event of 2 MiB"] = new(413, true, (host, id) => Post(Path, host.PublicKey, RawRequest.Envelope(id, $$"""{"message":"{{new string('a', 2 * 1024 * 1024)}}"}"""))),

        ["an unknown compression"] = new(415, true, (host, id) => Post(Path, host.PublicKey, RawRequest.Envelope(id, Payload), "Content-Encoding: lzma")),
        ["gzip that is none"] = new(400, true, (host, id) => Post(Path, host.PublicKey, RawRequest.Envelope(id, Payload), "Content-Encoding: gzip")),
        ["zstd that is none"] = new(400, true, (host, id) => Post(Path, host.PublicKey, RawRequest.Envelope(id, Payload), "Content-Encoding: zstd")),
        ["br that is none"] = new(400, true, (host, id) => Post(Path, host.PublicKey, RawRequest.Envelope(id, Payload), "Content-Encoding: br")),
        ["deflate that is none"] = new(400, true, (host, id) => Post(Path, host.PublicKey, RawRequest.Envelope(id, Payload), "Content-Encoding: deflate")),
        ["gzip cut in the middle"] = new(400, true, (host, id) => Post(
            Path, host.PublicKey, Compression.Compress("gzip", RawRequest.Envelope(id, Payload), 100_000)[..60], "Content-Encoding: gzip")),

        ["an empty security report"] = new(400, true, (host, _) => Post($"/api/1/security/?sentry_key={host.PublicKey}", null, "{\"csp-report\":{}}"u8.ToArray(), "Content-Type: application/csp-report")),
        ["a security report of a foreign type"] = new(415, true, (host, _) => Post($"/api/1/security/?sentry_key={host.PublicKey}", null, "<a/>"u8.ToArray(), "Content-Type: text/html")),
    };

    public static byte[] Post(string path, string? key, byte[] body, params string[] headers) =>
        RawRequest.Post(path, body, key is null ? headers : [$"X-Sentry-Auth: Sentry sentry_version=7, sentry_key={key}", .. headers]);

    public static string Nested(int depth) =>
        $$"""{"extra":{{string.Concat(Enumerable.Repeat("{\"a\":", depth))}}1{{new string('}', depth)}}}""";
}
