using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.Json;
using Monitoring.TestData.Json;

namespace Monitoring.ErrorTracking.Tests.Json;

public sealed class JsonCursorTests
{
    private static readonly JsonSerializerOptions Escaping = new() { Encoder = JavaScriptEncoder.Default };
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData("null", 1)]
    [InlineData("12", 1)]
    [InlineData("[]", 1)]
    [InlineData("{ }", 1)]
    [InlineData("[1]", 2)]
    [InlineData("[[]]", 2)]
    [InlineData("""{"a":{"b":[1,{}]},"c":2}""", 4)]
    public void TakeRaw_Value_CountsItsLevels(string text, int expected)
    {
        var json = new JsonCursor(Encoding.UTF8.GetBytes(text));

        var raw = json.TakeRaw(out var levels);

        Assert.Equal(expected, levels);
        Assert.Equal(text, raw.ToString());
        Assert.True(json.ReachedEnd());
    }

    [Fact]
    public void NextProperty_EscapedName_IsUnescaped()
    {
        var json = new JsonCursor("""{"t\u0079pe":1}"""u8.ToArray());

        Assert.True(json.EnterObject());
        Assert.True(json.NextProperty(out var name));
        Assert.Equal("type", Encoding.UTF8.GetString(name));
    }

    [Theory]
    [InlineData(63, JsonFault.None)]
    [InlineData(64, JsonFault.None)]
    [InlineData(65, JsonFault.TooDeep)]
    [InlineData(100_000, JsonFault.TooDeep)]
    public void Skip_Nesting_StopsBeyondSixtyFour(int depth, object expected)
    {
        var json = new JsonCursor(Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth)));

        json.Skip();

        Assert.Equal(expected, json.Fault);
    }

    [Theory]
    [InlineData("""{"a":1{"b":2}}""")]
    [InlineData("""{"a":1,}""")]
    [InlineData("[1,]")]
    [InlineData("[1 2]")]
    [InlineData("""{,"a":1}""")]
    [InlineData("""{"a" 1}""")]
    [InlineData("{a:1}")]
    [InlineData("01")]
    [InlineData("1.")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData("1e")]
    [InlineData("nul")]
    [InlineData("truee")]
    [InlineData("\"a\nb\"")]
    [InlineData("""
        "\x"
        """)]
    [InlineData("""
        "\u12g4"
        """)]
    [InlineData("""
        "abc
        """)]
    [InlineData("[1] 2")]
    [InlineData("[}")]
    [InlineData("""["a":1]""")]
    [InlineData("\u00a0[]")]
    [InlineData("")]
    public void Reading_InvalidText_IsAFault(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        Assert.False(SkipAll(bytes));
        Assert.False(WalkAll(bytes));
    }

    [Property(MaxTest = 2000)]
    public Property Reading_AnyText_AgreesWithTheReaderOfTheFramework() => Prop.ForAll(JsonGen.Texts().ToArbitrary(), text =>
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var expected = IsValid(bytes);

        return (SkipAll(bytes) == expected && WalkAll(bytes) == expected).Label($"expected {expected}");
    });

    [Property(MaxTest = 500)]
    public Property Decode_AnyString_AgreesWithTheFramework() => Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(text => text is not null), text =>
    {
        foreach (var options in (JsonSerializerOptions[])[Escaping, Relaxed])
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(text, options);
            var raw = new JsonCursor(bytes).TakeString(out var escaped);
            if (JsonText.Decode(raw, escaped) != JsonSerializer.Deserialize<string>(bytes))
            {
                return false;
            }
        }

        return true;
    });

    private static bool SkipAll(byte[] bytes)
    {
        var json = new JsonCursor(bytes);
        json.Skip();
        return json.ReachedEnd();
    }

    /// <summary>Reads the same text by entering every container.</summary>
    private static bool WalkAll(byte[] bytes)
    {
        var json = new JsonCursor(bytes);
        Walk(ref json);
        return json.ReachedEnd();
    }

    private static void Walk(ref JsonCursor json)
    {
        if (json.EnterObject())
        {
            while (json.NextProperty(out _))
            {
                Walk(ref json);
            }
        }
        else if (json.EnterArray())
        {
            while (json.NextElement())
            {
                Walk(ref json);
            }
        }
        else if (json.Kind == JsonValueKind.String)
        {
            json.TakeString(out _);
        }
        else
        {
            json.TakeScalar();
        }
    }

    private static bool IsValid(byte[] bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
