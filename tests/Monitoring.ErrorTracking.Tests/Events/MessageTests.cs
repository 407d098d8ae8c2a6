namespace Monitoring.ErrorTracking.Tests.Events;

public sealed class MessageTests
{
    [Theory]
    [InlineData("""{"message":"text"}""", "text", null)]
    [InlineData("""{"message":{"message":"text"}}""", "text", null)]
    [InlineData("""{"message":{"formatted":"text"}}""", "text", null)]
    [InlineData("""{"logentry":"text"}""", "text", null)]
    [InlineData("""{"logentry":{"formatted":"a 1","message":"a %s"}}""", "a 1", "a %s")]
    [InlineData("""{"logentry":{"formatted":"same","message":"same"}}""", "same", null)]
    [InlineData("""{"logentry":{"message":"a %s and %d","params":["x",2]}}""", "a x and 2", "a %s and %d")]
    [InlineData("""{"logentry":{"message":"100%% of %(what)s","params":{"what":"all"}}}""", "100% of all", "100%% of %(what)s")]
    [InlineData("""{"logentry":{"message":"%5.2f%%","params":[0.5]}}""", "0.5%", "%5.2f%%")]
    [InlineData("""{"logentry":{"message":"a {} b {}","params":["x",true]}}""", "a x b true", "a {} b {}")]
    [InlineData("""{"logentry":{"message":"{1} {0}","params":["x","y"]}}""", "y x", "{1} {0}")]
    [InlineData("""{"logentry":{"message":"{name} {{}}","params":{"name":"n"}}}""", "n {}", "{name} {{}}")]
    [InlineData("""{"logentry":{"message":"a %s and %s","params":["x"]}}""", "a %s and %s", null)]
    [InlineData("""{"logentry":{"message":"a {missing}","params":{"name":"n"}}}""", "a {missing}", null)]
    [InlineData("""{"logentry":{"message":"50% off {x","params":["x"]}}""", "50% off {x", null)]
    [InlineData("""{"logentry":{"message":12}}""", "12", null)]
    [InlineData("""{"logentry":{"message":{"a":1}}}""", """{"a":1}""", null)]
    public void Message_AnySpelling_HasAFinalTextAndMaybeATemplate(string json, string formatted, string? template)
    {
        var actual = Normalized.Of(json);

        Assert.Equal((formatted, template), (actual.Message!.Formatted, actual.Message.Message));
        Assert.Empty(actual.Problems);
    }

    [Theory]
    [InlineData("""{"message":""}""")]
    [InlineData("""{"logentry":{"formatted":"","message":""}}""")]
    [InlineData("""{"logentry":{}}""")]
    [InlineData("""{"logentry":null,"message":null}""")]
    public void Message_Empty_IsNone(string json) => Assert.Null(Normalized.Of(json).Message);

    [Theory]
    [InlineData(8392, 8392)]
    [InlineData(8393, 8192)]
    public void Message_TooLong_IsCutAfterTheAllowance(int length, int expected)
    {
        var actual = Normalized.Of($$"""{"message":"{{new string('m', length)}}"}""");

        Assert.Equal(expected, actual.Message!.Formatted!.Length);
        Assert.Equal(length == expected, actual.Problems.IsEmpty);
    }

    [Fact]
    public void Message_TooLong_IsCutBetweenCharacters()
    {
        var text = "x" + string.Concat(Enumerable.Repeat("😀", 8393));

        var actual = Normalized.Of($$"""{"message":"{{text}}"}""").Message!.Formatted!;

        Assert.Equal("x" + string.Concat(Enumerable.Repeat("😀", 8188)) + "...", actual);
    }

    [Fact]
    public void Message_WithHugeParameters_IsNotBlownUp()
    {
        var template = string.Concat(Enumerable.Repeat("%(a)s", 1000));

        var actual = Normalized.Of($$$$"""{"logentry":{"message":"{{{{template}}}}","params":{"a":"{{{{new string('x', 100_000)}}}}"}}}""");

        Assert.Equal(template, actual.Message!.Formatted);
    }
}
