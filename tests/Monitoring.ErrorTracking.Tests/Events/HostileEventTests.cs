using System.Diagnostics;
using System.Globalization;
using System.Text;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Events.Reading;
using Monitoring.ErrorTracking.Json;
using Monitoring.TestData;
using Monitoring.TestData.Envelopes;

namespace Monitoring.ErrorTracking.Tests.Events;

/// <summary>Events of senders that are broken or mean harm.</summary>
public sealed class HostileEventTests
{
    private const int Megabyte = 1_000_000;
    private static readonly EventReceipt Receipt = TestData.Some.Receipt();

    public static TheoryData<string> Shapes =>
    [
        "frames", "nested arrays", "nested objects", "nested in extra", "long string", "long escapes", "long name", "many names", "same names", "huge numbers", "tags", "tag pairs",
        "exceptions", "nested exceptions", "threads", "breadcrumbs", "contexts", "fingerprint", "headers", "query", "form", "cookies", "errors", "mechanism", "user", "placeholders", "unclosed",
        "escaped names", "surrogates", "white space",
    ];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Normalize_MegabyteOfTrouble_IsQuickAndInLittleMemory(string shape)
    {
        var payload = Encoding.UTF8.GetBytes(Make(shape));
        var normalizer = new EventNormalizer(maxBytes: 2 * Megabyte);
        normalizer.Normalize(payload, Receipt);

        var watch = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = normalizer.Normalize(payload, Receipt);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(result.Event is not null || shape == "unclosed", result.Message);
        Assert.InRange(allocated, 0, 40L * Megabyte);

        // Far beyond what it takes; a square of the length would not end within it.
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(60));
        if (result.Event is not null)
        {
            Normalized.AssertStable(result.Event, Receipt);
        }
    }

    [Fact]
    public void Normalize_NestedTooDeeply_LosesThatPartOnly()
    {
        var deep = new string('[', 100_000) + new string(']', 100_000);

        var actual = Normalized.Of($$"""{"release":"1","extra":{"deep":{{deep}},"flat":1},"unknown":{{deep}},"environment":"x"}""");

        Assert.Equal(("1", "x"), (actual.Release, actual.Environment));
        Assert.Contains("value_too_long ", actual.Faults());
        Assert.Equal("""{"deep":[[[[[null]]]]],"flat":1}""", actual.Extra.ToString());
    }

    [Fact]
    public void Normalize_NotQuiteJson_IsRepairedAndNoted()
    {
        byte[] payload =
        [
            .. "{\"extra\":{\"nan\":NaN,\"inf\":-Infinity,\"half\":\"\\ud83d\",\"bytes\":\""u8, 0xFF, .. "\",\"line\":\"a\nb\"},\"timestamp\":NaN,\"message\":\"\\ude00 😀\"}"u8,
        ];

        var actual = Normalized.Of(payload);

        Assert.Equal("{\"nan\":\"NaN\",\"inf\":\"-Infinity\",\"half\":\"\\ufffd\",\"bytes\":\"\uFFFD\",\"line\":\"a\\u000ab\"}", actual.Extra.ToString());
        Assert.Equal("\uFFFD 😀", actual.Message!.Formatted);
        Assert.Equal(5, actual.Problems.Length);
    }

    [Fact]
    public void Normalize_DamagedRealEvents_IsSafe()
    {
        var events = CorpusPayloads.All
            .SelectMany(payload => payload.IsEnvelope
                ? EnvelopeReader.Read(payload.Decoded).Items.Where(item => item.Kind == EnvelopeItemKind.Event).Select(item => item.GetPayload().ToArray())
                : [payload.Decoded.ToArray()])
            .Where(payload => payload.Length < 60_000)
            .ToArray();
        var normalizer = new EventNormalizer();
        var random = new Random(20261122);
        var kept = 0;
        for (var round = 0; round < Scale.Count(quick: 4_000, thorough: 400_000); round++)
        {
            var payload = Mutations.Damage(random, events[random.Next(events.Length)], events[random.Next(events.Length)]);

            var before = GC.GetAllocatedBytesForCurrentThread();
            var result = normalizer.Normalize(payload, Receipt);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000 + (60L * payload.Length));

            Assert.Equal(result.Event is null, result.Rejection is not null);
            if (result.Event is not null && result.Event.Type != EventTypes.Transaction)
            {
                kept++;
                Normalized.AssertStable(result.Event, Receipt);
            }
        }

        Assert.InRange(kept, 1, int.MaxValue);
    }

    [Fact]
    public void Normalize_ValidPrefixOfARealEvent_NeverPassesForTheWhole()
    {
        var payload = CorpusPayloads.All.First(found => found.Path.EndsWith("sentry-data/python.json", StringComparison.Ordinal)).Decoded;
        for (var length = 0; length < payload.Length - 1; length += 1 + (length / 50))
        {
            Assert.True(Normalized.Try(payload[..length]).Event is null || RawJson.TryParse(payload[..length], out _));
        }
    }

    private static string Make(string shape) => shape switch
    {
        "frames" => "{\"stacktrace\":{\"frames\":[" + Repeat("{\"function\":\"f\",\"vars\":{\"a\":1}}", ',') + "]}}",
        "nested arrays" => Nest("{\"unknown\":", "[", "]") + "}",
        "nested objects" => Nest("{\"unknown\":", "{\"a\":", "}", "1") + "}",
        "nested in extra" => Nest("{\"extra\":{\"x\":", "[", "]") + "}}",
        "long string" => "{\"message\":\"" + new string('x', Megabyte) + "\"}",
        "long escapes" => "{\"message\":\"" + Repeat("\\u00e4") + "\",\"release\":\"" + new string('\\', 1000) + "\"}",
        "long name" => "{\"" + new string('x', Megabyte) + "\":1}",
        "many names" => "{" + Numbered(90_000, "\"n{0}\":1") + "}",
        "same names" => "{" + Repeat("\"tags\":{\"a\":\"b\"}", ',') + "}",
        "huge numbers" => "{\"timestamp\":" + Digits(100_000) + ",\"level\":" + Digits(100_000) + ",\"fingerprint\":[" + Digits(100_000) + ",1e" + Digits(1000) + "],\"extra\":{\"n\":" + Digits(500_000) + "}}",
        "tags" => "{\"tags\":{" + Numbered(70_000, "\"t{0}\":\"v\"") + "}}",
        "tag pairs" => "{\"tags\":[" + Repeat("[\"a\",\"b\"]", ',') + "]}",
        "exceptions" => "{\"exception\":[" + Repeat("{\"type\":\"E\"}", ',') + "]}",
        "nested exceptions" => Nest("{\"exception\":", "{\"values\":", "}", "[]") + "}",
        "threads" => "{\"threads\":[" + Repeat("{\"id\":1,\"stacktrace\":{\"frames\":[{}]}}", ',') + "]}",
        "breadcrumbs" => "{\"breadcrumbs\":[" + Repeat("{\"message\":\"m\"}", ',') + "]}",
        "contexts" => "{\"contexts\":{" + Numbered(70_000, "\"c{0}\":[]") + "}}",
        "fingerprint" => "{\"fingerprint\":[" + Repeat("\"\"", ',') + "]}",
        "headers" => "{\"request\":{\"headers\":{" + Numbered(70_000, "\"h{0}\":\"\"") + "}}}",
        "query" => "{\"request\":{\"query_string\":\"" + Repeat("a=1&") + "\"}}",
        "form" => "{\"request\":{\"data\":\"" + Repeat("a=1&") + "\"}}",
        "cookies" => "{\"request\":{\"headers\":{\"Cookie\":\"" + Repeat("a=1; ") + "\"},\"cookies\":\"" + Repeat(";") + "\"}}",
        "errors" => "{\"errors\":[" + Repeat("{\"type\":\"x\"}", ',') + "]}",
        "mechanism" => "{\"exception\":{\"type\":\"T\",\"mechanism\":{" + Numbered(70_000, "\"m{0}\":1") + "}}}",
        "user" => "{\"user\":{" + Numbered(70_000, "\"u{0}\":1") + "}}",
        "placeholders" => "{\"logentry\":{\"message\":\"" + Times("%(a)s", 1_500) + "\",\"params\":{" + Numbered(60_000, "\"p{0}\":1") + ",\"a\":\"x\"}}}",
        "unclosed" => new string('[', Megabyte),
        "escaped names" => "{" + Repeat("\"\\u0074ags\":1", ',') + "}",
        "surrogates" => "{\"message\":\"" + Repeat("\\ud83d") + "\"}",
        _ => "{" + new string(' ', Megabyte) + "}",
    };

    private static string Repeat(string piece, char? separator = null) => string.Join(separator?.ToString() ?? "", Enumerable.Repeat(piece, Megabyte / (piece.Length + 1)));

    private static string Times(string piece, int count) => string.Concat(Enumerable.Repeat(piece, count));

    private static string Numbered(int count, string format) => string.Join(',', Enumerable.Range(0, count).Select(i => format.Replace("{0}", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));

    private static string Digits(int count) => new('7', count);

    private static string Nest(string before, string open, string close, string inner = "") => before + Times(open, 100_000) + inner + Times(close, 100_000);
}
