using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.Json;
using Monitoring.TestData;
using Monitoring.TestData.Json;

namespace Monitoring.ErrorTracking.Tests.Json;

public sealed class JsonSanitizerTests
{
    [Theory]
    [InlineData("""{"a":NaN,"b":[Infinity,-Infinity,-1]}""", """{"a":"NaN","b":["Infinity","-Infinity",-1]}""", "NonFiniteNumbers")]
    [InlineData("""{"a":"NaN -Infinity"}""", """{"a":"NaN -Infinity"}""", "None")]
    [InlineData("""["\ud83d"]""", """["\ufffd"]""", "LoneSurrogates")]
    [InlineData("""["\ude00\ud83dx"]""", """["\ufffd\ufffdx"]""", "LoneSurrogates")]
    [InlineData("""["\ud83d\ude00","\\ud83d"]""", """["\ud83d\ude00","\\ud83d"]""", "None")]
    [InlineData("[\"a\nb\tc\u0001\"]", "[\"a\\u000ab\\u0009c\\u0001\"]", "ControlCharacters")]
    [InlineData("""[[[["]"]]],2]""", """[[[null]],2]""", "TooDeep")]
    [InlineData("""[[[{"a":"\"}]"}]],[1]]""", """[[[null]],[1]]""", "TooDeep")]
    public void Repair_NearlyJson_IsValid(string text, string expected, string repairs)
    {
        var repaired = JsonSanitizer.Repair(Encoding.UTF8.GetBytes(text), maxDepth: 3, out var made);

        Assert.Equal(expected, Encoding.UTF8.GetString(repaired.Span));
        Assert.Equal(repairs, made.ToString());
        using var parsed = JsonDocument.Parse(repaired);
    }

    [Fact]
    public void Repair_InvalidUtf8_IsReplaced()
    {
        byte[] bytes = [.. "[\"a"u8, 0xFF, 0xC3, .. "b"u8, 0xED, 0xA0, 0x80, .. "\"]"u8];

        var repaired = JsonSanitizer.Repair(bytes, 64, out var made);

        Assert.Equal(JsonRepairs.InvalidUtf8, made);
        Assert.Equal("[\"a\uFFFD\uFFFDb\uFFFD\uFFFD\uFFFD\"]", Encoding.UTF8.GetString(repaired.Span));
    }

    [Theory]
    [InlineData("""["\ud83d\ude00 \\ud83d \\\\ud83d \u00e4"]""", false)]
    [InlineData("""["\ud83d"]""", true)]
    [InlineData("""["\ud83d\u0041"]""", true)]
    [InlineData("""["\ude00"]""", true)]
    [InlineData("""["\\\ud83d"]""", true)]
    [InlineData("""["\ud83d\ude00\ude00"]""", true)]
    [InlineData("""["\uD83D\uDE00"]""", false)]
    public void HasLoneSurrogate_Escapes_OnlyPairsAreText(string text, bool expected)
    {
        var json = new JsonCursor(Encoding.UTF8.GetBytes(text));

        json.Skip();

        Assert.True(json.ReachedEnd());
        Assert.Equal(expected, json.HasLoneSurrogate);
    }

    [Property(MaxTest = 500)]
    public Property Repair_ValidJson_ChangesNothing() => Prop.ForAll(JsonGen.Values(4).ToArbitrary(), text =>
    {
        var repaired = JsonSanitizer.Repair(Encoding.UTF8.GetBytes(text), 64, out var made);
        return made == JsonRepairs.None && Encoding.UTF8.GetString(repaired.Span) == text;
    });

    [Property(MaxTest = 1000)]
    public Property Repair_AnyBytes_GivesTextWithoutInvalidPartsAndIsDoneAtOnce() => Prop.ForAll(
        JsonGen.Texts().SelectMany(text => Gen.Choose(0, int.MaxValue).Select(seed => Mutations.Damage(new Random(seed), Encoding.UTF8.GetBytes(text), "\\ud83d"u8.ToArray()))).ToArbitrary(),
        bytes =>
        {
            var once = JsonSanitizer.Repair(bytes, 64, out _);
            var twice = JsonSanitizer.Repair(once.Span, 64, out var again);
            var json = new JsonCursor(once);
            json.Skip();
            return System.Text.Unicode.Utf8.IsValid(once.Span) && !(json.ReachedEnd() && json.HasLoneSurrogate) && again == JsonRepairs.None && twice.Span.SequenceEqual(once.Span);
        });

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    [InlineData("\"\\")]
    [InlineData("\u00ff")]
    [InlineData("\\ud83d")]
    [InlineData("NaN")]
    public void Repair_MegabytesOfTrouble_TakesLinearTime(string piece)
    {
        var bytes = Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat(piece, 2_000_000)));

        var repaired = JsonSanitizer.Repair(bytes, 64, out _);

        Assert.InRange(repaired.Length, 0, bytes.Length * 4);
    }
}
