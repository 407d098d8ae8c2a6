using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Monitoring.TestData.Envelopes;

/// <summary>Generators of envelopes and of what arrives in their place.</summary>
public static class EnvelopeGen
{
    private static readonly string[] Types =
        ["event", "transaction", "attachment", "session", "client_report", "check_in", "log", "feedback", "from_the_future"];

    /// <summary>Envelopes that keep the format's rules: counted and uncounted payloads, of bytes that look like anything, unknown types and attributes.</summary>
    public static Gen<GeneratedEnvelope> Envelopes() =>
        Headers().SelectMany(header => Items().ListOf().Select(items => new GeneratedEnvelope(header, [.. items.Take(8)])));

    /// <summary>Bytes in which the pieces of envelopes stand in any order.</summary>
    public static Gen<byte[]> Pieces() =>
        Gen.Elements(
            "{}", "{\"type\":\"event\"}", "{\"type\":\"event\",\"length\":2}", "{\"type\":\"attachment\",\"length\":1000000}", "{\"event_id\":\"9ec79c33ec9942ab8353589fcb2e04dc\"}",
            "\n", "\r\n", " ", "\uFEFF", "{", "}", "[", "\"", "\\", "null", "{\"message\":\"x\"}", "{\"length\":", "-1", "4294967296", "\0", "\u0001", "ä€😀")
            .ListOf().Select(pieces => Encoding.UTF8.GetBytes(string.Concat(pieces)));

    /// <summary>Any bytes.</summary>
    public static Gen<byte[]> Bytes() => ArbMap.Default.GeneratorFor<byte[]>().Select(bytes => bytes ?? []);

    private static Gen<string> Headers() =>
        from id in Gen.Elements<string?>(null, "9ec79c33ec9942ab8353589fcb2e04dc", "9EC79C33-EC99-42AB-8353-589FCB2E04DC")
        from dsn in Gen.Elements<string?>(null, "https://key@host/42", "http://key:secret@host:8080/base/42")
        from sentAt in Gen.Elements<string?>(null, "2026-11-22T19:39:00Z", "2026-11-22T19:39:00.123456+02:00")
        from extra in Texts()
        select Json(("event_id", id), ("dsn", dsn), ("sent_at", sentAt), ("x-extra", extra));

    private static Gen<GeneratedItem> Items() =>
        from type in Gen.Elements(Types)
        from counted in Gen.Elements(true, false)
        from payload in Payloads()
        from name in Texts()
        select counted
            ? new GeneratedItem($$"""{"filename":{{JsonSerializer.Serialize(name)}},"type":"{{type}}","length":{{payload.Length}}}""", payload)
            : new GeneratedItem($$"""{"type":"{{type}}"}""", [.. payload.Where(value => value != (byte)'\n')]);

    private static Gen<byte[]> Payloads() => Gen.OneOf(
        Bytes(),
        Pieces(),
        Texts().Select(text => Encoding.UTF8.GetBytes(Json(("message", text)))),
        Gen.Choose(0, 4000).Select(length => Enumerable.Repeat((byte)'\n', length).ToArray()));

    private static Gen<string> Texts() => ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "");

    private static string Json(params (string Name, string? Value)[] properties)
    {
        using var output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in properties.Where(property => property.Value is not null || property.Name == "event_id"))
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.ToArray());
    }
}
