using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.Json;
using Monitoring.TestData.Json;

namespace Monitoring.ErrorTracking.Tests.Json;

public sealed class JsonTrimmerTests
{
    [Theory]
    [InlineData("""{ "a" : [ 1, 2 ] }""", 7, 100, """{"a":[1,2]}""")]
    [InlineData("""{"a":{"b":{"c":1}}}""", 3, 100, """{"a":{"b":null}}""")]
    [InlineData("""{"a":{"b":{"c":1}}}""", 4, 100, """{"a":{"b":{"c":1}}}""")]
    [InlineData("""{"a":{"b":{}}}""", 3, 100, """{"a":{"b":{}}}""")]
    [InlineData("""{"a":1,"b":"0123456789","c":3}""", 7, 20, """{"a":1,"b":"012..."}""")]
    [InlineData("""["0123456789"]""", 7, 8, """["0..."]""")]
    [InlineData("""["0123456789"]""", 7, 6, "[]")]
    [InlineData("""["ääää","x"]""", 7, 11, """["ää..."]""")]
    [InlineData("""["\ud83d\ude00\ud83d\ude00"]""", 7, 21, """["\ud83d\ude00..."]""")]
    [InlineData("""{"a":[1,2,3,4,5,6,7,8,9],"b":1}""", 7, 16, """{"a":[1,2]}""")]
    [InlineData("""[123456789012345678901234567890]""", 7, 20, "[null]")]
    public void Trim_TooMuch_KeepsTheBeginning(string text, int levels, int bytes, string expected)
    {
        Assert.Equal(expected, JsonTrimmer.Trim(Parse(text), new JsonLimit(levels, bytes), out _).ToString());
    }

    [Property(MaxTest = 1000)]
    public Property Trim_AnyValue_IsWithinTheLimitAndStaysTheSame() => Prop.ForAll(
        JsonGen.Values(5).ToArbitrary(),
        Gen.Choose(1, 6).Two().Select(pair => new JsonLimit(pair.Item1, 5 + (pair.Item2 * pair.Item2 * 3))).ToArbitrary(),
        (text, limit) =>
        {
            var value = Parse(text);

            var trimmed = JsonTrimmer.Trim(value, limit, out var cut);

            var cursor = new JsonCursor(trimmed.Utf8);
            cursor.TakeRaw(out var levels);
            using var whole = JsonDocument.Parse(text);
            using var parsed = JsonDocument.Parse(trimmed.Utf8);
            return (cursor.ReachedEnd() && limit.Allows(trimmed, levels) && JsonTrimmer.Trim(trimmed, limit, out var again) == trimmed && !again && (cut || JsonElement.DeepEquals(whole.RootElement, parsed.RootElement))).Label(trimmed.ToString());
        });

    [Property(MaxTest = 300)]
    public Property Trim_WithinTheLimit_OnlyLosesWhiteSpace() => Prop.ForAll(JsonGen.Values(4).ToArbitrary(), text =>
    {
        var trimmed = JsonTrimmer.Trim(Parse(text), new JsonLimit(64, Math.Max(5, text.Length * 4)), out var cut);

        using var before = JsonDocument.Parse(text);
        using var after = JsonDocument.Parse(trimmed.Utf8);
        return !cut && JsonElement.DeepEquals(before.RootElement, after.RootElement);
    });

    private static RawJson Parse(string text) => RawJson.TryParse(Encoding.UTF8.GetBytes(text), out var value) ? value : throw new ArgumentException(text);
}
