using System.Text.Json;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.TestData;

namespace Monitoring.ErrorTracking.Tests.Envelopes;

/// <summary>The reference table of the envelope grammar: byte-exact inputs and what Sentry's relay makes of them.</summary>
public sealed class EnvelopeCaseTests
{
    public static IReadOnlyCollection<TheoryDataRow<string>> Cases => Corpus.Rows("sentry/envelope_cases.json", ReadNames);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Strict_ReferenceCase_IsReadAsTheTableSays(string name)
    {
        using var document = Open();
        var row = Find(document, name);
        var expected = row.GetProperty("expected");
        var error = expected.TryGetProperty("error", out var code) ? code.GetString()! : null;

        var result = EnvelopeReader.Read(row.GetProperty("bytes").GetBytesFromBase64(), strict: true);

        // Authentication is decided after reading; the reader's part is to make the header's DSN readable.
        if (error is null or "missing_auth" || error.StartsWith("header_mismatch", StringComparison.Ordinal))
        {
            Assert.Empty(result.Problems);
            AssertHeader(expected, error, result.Header!);
            AssertItems(expected, result);
            return;
        }

        Assert.Equal(error, result.Failure?.Name);
        Assert.Equal(expected.GetProperty("http").GetInt32(), result.Failure!.HttpStatus);
        Assert.Empty(result.Items);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Lenient_ReferenceCaseThatIsValid_IsReadTheSame(string name)
    {
        using var document = Open();
        var row = Find(document, name);
        var bytes = row.GetProperty("bytes").GetBytesFromBase64();
        var strict = EnvelopeReader.Read(bytes, strict: true);

        var lenient = EnvelopeReader.Read(bytes);

        if (strict.Failure is null)
        {
            Assert.Empty(lenient.Problems);
            Assert.Equal(strict.Header, lenient.Header);
            Assert.Equal(strict.Items.Select(Describe), lenient.Items.Select(Describe));
        }
    }

    private static void AssertHeader(JsonElement expected, string? error, EnvelopeHeader header)
    {
        if (expected.TryGetProperty("event_id", out var id))
        {
            Assert.Equal(id.GetString() is { Length: 32 } text ? text : null, header.EventId?.ToString());
        }

        if (expected.TryGetProperty("sent_at_unix", out var sentAt))
        {
            Assert.Equal(sentAt.ValueKind == JsonValueKind.Null ? null : sentAt.GetInt64(), header.SentAt?.ToUnixTimeSeconds());
        }

        if (error == "header_mismatch:project id")
        {
            Assert.NotEqual(42, header.Dsn?.ProjectId.Value);
        }

        AssertOthers(expected, name => header.GetAttribute(name).ToString());
    }

    private static void AssertItems(JsonElement expected, EnvelopeReadResult result)
    {
        var rows = expected.TryGetProperty("items", out var items) ? items.EnumerateArray().ToArray() : [];
        Assert.Equal(rows.Length, result.Items.Length);
        foreach (var (row, item) in rows.Zip(result.Items))
        {
            Assert.Equal(row.GetProperty("type").GetString(), item.TypeName);
            Assert.Equal(row.GetProperty("length").GetInt32(), item.Payload.Length);
            Assert.Equal(row.GetProperty("payload").GetBytesFromBase64(), item.GetPayload().ToArray());
            Assert.Equal(Text(row, "filename") ?? item.FileName, item.FileName);
            Assert.Equal(Text(row, "content_type") ?? item.ContentType, item.ContentType);
            AssertOthers(row, name => item.GetAttribute(name).ToString());
        }
    }

    private static void AssertOthers(JsonElement row, Func<string, string> attribute)
    {
        if (row.TryGetProperty("other_headers", out var others))
        {
            Assert.All(others.EnumerateObject(), other => Assert.Equal(JsonSerializer.Serialize(other.Value), attribute(other.Name)));
        }
    }

    private static string Describe(EnvelopeItem item) => $"{item.TypeName} {Convert.ToBase64String(item.GetPayload().Span)} {item.Header}";

    private static string? Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static JsonDocument Open() => JsonDocument.Parse(File.ReadAllBytes(Corpus.File("sentry", "envelope_cases.json")));

    private static JsonElement Find(JsonDocument document, string name) =>
        document.RootElement.GetProperty("cases").EnumerateArray().Single(row => row.GetProperty("name").GetString() == name);

    private static IEnumerable<string> ReadNames(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(row => row.GetProperty("name").GetString()!)];
    }
}
