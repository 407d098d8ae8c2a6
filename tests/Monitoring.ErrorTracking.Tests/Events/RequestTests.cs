using System.Collections.Immutable;
using Monitoring.ErrorTracking.Events;

namespace Monitoring.ErrorTracking.Tests.Events;

public sealed class RequestTests
{
    [Fact]
    public void Url_WithQueryAndFragment_IsSplit()
    {
        var request = Read("""{"url":"https://h/p?a=1&b=%20x+y&c#top","method":"get"}""");

        Assert.Equal(("https://h/p", "top", "GET"), (request.Url, request.Fragment, request.Method));
        Assert.Equal("a=1 b= x y c=", Text(request.QueryString));
    }

    [Theory]
    [InlineData("\"?a=1&b=2\"", "a=1 b=2")]
    [InlineData("\"a=1\"", "a=1")]
    [InlineData("""{"a":"1","b":2,"c":null}""", "a=1 b=2")]
    [InlineData("""[["a","1"],["a","2"],["x"],7]""", "a=1 a=2")]
    public void QueryString_AnySpelling_ArePairs(string query, string expected) =>
        Assert.Equal(expected, Text(Read($$"""{"query_string":{{query}},"url":"http://h/?z=9"}""").QueryString));

    [Theory]
    [InlineData("""{"content-type":"a/b; charset=x","X-Many":["1","2"],"x-number":7}""", "Content-Type=a/b; charset=x X-Many=1,2 X-Number=7")]
    [InlineData("""[["accept","*/*"],["Host",null]]""", "Accept=*/*")]
    public void Headers_AnySpelling_ArePairsWithCapitals(string headers, string expected) =>
        Assert.Equal(expected, Text(Read($$"""{"headers":{{headers}}}""").Headers));

    [Theory]
    [InlineData("""{"cookies":"a=1; b=2;c"}""", "a=1 b=2 c=", "")]
    [InlineData("""{"cookies":{"a":"1"}}""", "a=1", "")]
    [InlineData("""{"cookies":[["a","1"]],"headers":{"Cookie":"b=2","X":"1"}}""", "a=1", "X=1")]
    [InlineData("""{"headers":{"cookie":"b=2; c=3","X":"1"}}""", "b=2 c=3", "X=1")]
    public void Cookies_AlsoOfTheHeader_ArePairs(string json, string cookies, string headers)
    {
        var request = Read(json);

        Assert.Equal((cookies, headers), (Text(request.Cookies), Text(request.Headers)));
    }

    [Theory]
    [InlineData("""{"data":{"a":1}}""", """{"a":1}""", null)]
    [InlineData("""{"data":"{\"a\":1}"}""", """{"a":1}""", "application/json")]
    [InlineData("""{"data":" [1, 2] "}""", "[1, 2]", "application/json")]
    [InlineData("""{"data":"a=1&b=x%20y"}""", """{"a":"1","b":"x y"}""", "application/x-www-form-urlencoded")]
    [InlineData("""{"data":"plain text = text"}""", "\"plain text = text\"", null)]
    [InlineData("""{"data":"text=","headers":{"Content-Type":"text/plain; charset=utf-8"}}""", "\"text=\"", "text/plain")]
    [InlineData("""{"data":"{broken"}""", "\"{broken\"", null)]
    [InlineData("""{"data":"[\"\\ud83d\"]"}""", """
        "[\"\\ud83d\"]"
        """, null)]
    public void Data_JsonAndFormsAsText_AreDecoded(string json, string data, string? contentType)
    {
        var request = Read(json);

        Assert.Equal((data, contentType), (request.Data.ToString(), request.InferredContentType));
    }

    [Fact]
    public void Parts_TooLong_AreCut()
    {
        var long8 = new string('x', 9000);
        var request = Read($$$"""{"url":"http://h/{{{long8}}}","query_string":[["a","{{{long8}}}"],["b","1"]],"headers":{"A":"{{{long8}}}","B":"2"},"cookies":{"c":"{{{long8}}}"},"data":{"d":"{{{long8}}}"},"env":{"e":"{{{long8}}}"}}""");

        Assert.Equal(256, request.Url!.Length);
        Assert.InRange(request.QueryString.Sum(pair => pair.Name.Length + pair.Value.Length), 1000, 1024);
        Assert.InRange(request.Headers.Sum(pair => pair.Name.Length + pair.Value.Length), 8000, 8192);
        Assert.InRange(request.Cookies.Sum(pair => pair.Name.Length + pair.Value.Length), 2000, 2048);
        Assert.InRange(request.Data.Utf8.Length, 8000, 8192);
        Assert.InRange(request.Environment.Utf8.Length, 8000, 8192);
    }

    [Fact]
    public void Method_Malformed_IsDroppedAndNoted()
    {
        var actual = Normalized.Of("""{"request":{"method":"G E T","data":1}}""");

        Assert.Null(actual.Request!.Method);
        Assert.Equal(["invalid_data request.method"], actual.Faults());
    }

    private static RequestInfo Read(string request) => Normalized.Of($$"""{"request":{{request}}}""").Request!;

    private static string Text(ImmutableArray<TextPair> pairs) => string.Join(' ', pairs.Select(pair => $"{pair.Name}={pair.Value}"));
}
