namespace Monitoring.ErrorTracking.Tests.Events;

public sealed class TagTests
{
    [Theory]
    [InlineData("""{"b":"2","a":"1"}""", "a=1 b=2")]
    [InlineData("""[["b","2"],["a","1"]]""", "a=1 b=2")]
    [InlineData("""[{"key":"b","value":"2"},{"value":"1","key":"a"}]""", "a=1 b=2")]
    [InlineData("""{"int":42,"yes":true,"no":false,"half":0.5}""", "half=0.5 int=42 no=False yes=True")]
    [InlineData("""{"foo bar":"baz"," x ":" y "}""", "foo-bar=baz x=y")]
    [InlineData("""[["a","first"],["a","second"]]""", "a=first")]
    [InlineData("""{"release":"1","dist":"1","user":"1","filename":"1","function":"1","kept":"1"}""", "kept=1")]
    [InlineData("""{"":"x","empty":"","null":null,"kept":"1"}""", "kept=1")]
    [InlineData("""[null,[],["only"],["a","b","c"]]""", "a=b")]
    [InlineData("null", "")]
    public void Tags_AnySpelling_AreSortedPairs(string tags, string expected)
    {
        var actual = Normalized.Of($$"""{"tags":{{tags}}}""");

        Assert.Equal(expected, string.Join(' ', actual.Tags.Select(tag => $"{tag.Key}={tag.Value}")));
        Assert.Empty(actual.Problems);
    }

    [Theory]
    [InlineData("""{"a":{},"b":[],"kept":"1"}""", "invalid_data tags.a|invalid_data tags.b")]
    [InlineData("""{"ä":"1","kept":"1"}""", "invalid_data tags.ä")]
    [InlineData("""{"a/b":"1","kept":"1"}""", "invalid_data tags.a/b")]
    [InlineData("""{"lines":"1\n2","kept":"1"}""", "invalid_data tags.lines")]
    [InlineData("""[12,["kept","1"]]""", "invalid_data tags.0")]
    public void Tags_Malformed_AreDroppedAndNoted(string tags, string faults)
    {
        var actual = Normalized.Of($$"""{"tags":{{tags}}}""");

        Assert.Equal("kept", Assert.Single(actual.Tags).Key);
        Assert.Equal(faults, string.Join('|', actual.Faults()));
    }

    [Fact]
    public void Tags_TooLong_AreCut()
    {
        var actual = Normalized.Of($$$"""{"tags":{"{{{new string('k', 201)}}}":"{{{new string('v', 201)}}}","ok":"{{{new string('v', 200)}}}"}}""");

        Assert.Equal([new string('k', 197) + "...", "ok"], actual.Tags.Select(tag => tag.Key));
        Assert.Equal([new string('v', 197) + "...", new string('v', 200)], actual.Tags.Select(tag => tag.Value));
    }

    [Fact]
    public void Tags_ThatAreAttributes_ChangePlaces()
    {
        var actual = Normalized.Of("""{"server_name":"web-1","site":"de","tags":{"environment":"test","site":"own"}}""");

        Assert.Equal("test", actual.Environment);
        Assert.Equal("server_name=web-1 site=own", string.Join(' ', actual.Tags.Select(tag => $"{tag.Key}={tag.Value}")));
    }

    [Fact]
    public void Tags_OfTheEnvironment_DoNotOverrideTheAttribute() =>
        Assert.Equal("production", Normalized.Of("""{"tags":{"environment":"test"},"environment":"production"}""").Environment);

    [Fact]
    public void Tags_Many_AreBounded()
    {
        var actual = Normalized.Of("{\"tags\":{" + string.Join(',', Enumerable.Range(0, 2000).Select(i => $"\"t{i}\":\"{i}\"")) + "}}");

        Assert.Equal(500, actual.Tags.Length);
    }
}
