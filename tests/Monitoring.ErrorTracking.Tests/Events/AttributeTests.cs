using System.Text;
using Monitoring.ErrorTracking.Events;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tests.Events;

/// <summary>The attributes at the top of an event.</summary>
public sealed class AttributeTests
{
    private static readonly EventReceipt Receipt = TestData.Some.Receipt();

    [Fact]
    public void Normalize_EmptyObject_IsAnEventOfDefaults()
    {
        var actual = Normalized.Of("{}");

        Assert.Equal(Receipt.NewEventId, actual.Id);
        Assert.Equal((EventTypes.Default, ErrorLevel.Error, "other"), (actual.Type, actual.Level, actual.Platform));
        Assert.Equal((Receipt.ReceivedAt, Receipt.ReceivedAt), (actual.Timestamp, actual.ReceivedAt));
        Assert.Empty(actual.Problems);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("{\"a\":1,}")]
    public void Normalize_NoJson_IsRejected(string text) => Assert.Equal(EventRejection.NotJson, Normalized.Try(Encoding.UTF8.GetBytes(text)).Rejection);

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData(" \"text\" ")]
    [InlineData("12")]
    public void Normalize_NoObject_IsRejected(string text) => Assert.Equal(EventRejection.NotAnObject, Normalized.Try(Encoding.UTF8.GetBytes(text)).Rejection);

    [Fact]
    public void Normalize_TooLarge_IsRejected()
    {
        var normalizer = new ErrorTracking.Events.Reading.EventNormalizer(maxBytes: 10);

        Assert.Equal(EventRejection.TooLarge, normalizer.Normalize("{\"a\":\"0123456789\"}"u8.ToArray(), Receipt).Rejection);
        Assert.Null(normalizer.Normalize("{}"u8.ToArray(), Receipt).Rejection);
    }

    [Fact]
    public void Id_OfTheHeader_WinsOverThePayloads()
    {
        const string Json = """{"event_id":"9EC79C33-EC99-42AB-8353-589FCB2E04DC"}""";
        var header = new EventId(new Guid("01234567-89ab-cdef-0123-456789abcdef"));

        Assert.Equal("9ec79c33ec9942ab8353589fcb2e04dc", Normalized.Of(Json).Id.ToString());
        Assert.Equal(header, Normalized.Of(Json, Receipt with { EnvelopeEventId = header }).Id);
    }

    [Theory]
    [InlineData("\"nope\"")]
    [InlineData("\"00000000000000000000000000000000\"")]
    [InlineData("12")]
    public void Id_Malformed_IsReplacedByTheReceivers(string id)
    {
        var actual = Normalized.Of($$"""{"event_id":{{id}}}""");

        Assert.Equal(Receipt.NewEventId, actual.Id);
        Assert.Equal(["invalid_data event_id"], actual.Faults());
    }

    [Theory]
    [InlineData("\"debug\"", ErrorLevel.Debug)]
    [InlineData("\"log\"", ErrorLevel.Info)]
    [InlineData("\"critical\"", ErrorLevel.Fatal)]
    [InlineData("\"fatal\"", ErrorLevel.Fatal)]
    [InlineData("10", ErrorLevel.Debug)]
    [InlineData("30", ErrorLevel.Warning)]
    [InlineData("50", ErrorLevel.Fatal)]
    public void Level_AnySpelling_IsRead(string level, ErrorLevel expected)
    {
        var actual = Normalized.Of($$"""{"level":{{level}}}""");

        Assert.Equal(expected, actual.Level);
        Assert.Empty(actual.Problems);
    }

    [Theory]
    [InlineData("\"warn\"")]
    [InlineData("\"ERROR\"")]
    [InlineData("45")]
    [InlineData("true")]
    public void Level_Unknown_IsErrorAndNoted(string level)
    {
        var actual = Normalized.Of($$"""{"level":{{level}}}""");

        Assert.Equal(ErrorLevel.Error, actual.Level);
        Assert.Equal(["invalid_data level"], actual.Faults());
    }

    [Theory]
    [InlineData("csharp", "csharp")]
    [InlineData("native", "native")]
    [InlineData("nonsense", "other")]
    [InlineData("Python", "other")]
    public void Platform_Unknown_IsOther(string platform, string expected) =>
        Assert.Equal(expected, Normalized.Of($$"""{"platform":"{{platform}}"}""").Platform);

    [Theory]
    [InlineData("\"shop@1.2.3\"", "shop@1.2.3")]
    [InlineData("\"  1.0 \"", "1.0")]
    [InlineData("17", "17")]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    [InlineData("\".\"", null)]
    [InlineData("\"..\"", null)]
    [InlineData("\"LATEST\"", null)]
    [InlineData("\"a/b\"", null)]
    [InlineData("\"a\\\\b\"", null)]
    [InlineData("\"a\\nb\"", null)]
    [InlineData("{}", null)]
    public void Release_Invalid_IsDropped(string release, string? expected) =>
        Assert.Equal(expected, Normalized.Of($$"""{"release":{{release}}}""").Release);

    [Theory]
    [InlineData("\"1.0\"", "\"a-B_1.2\"", "a-B_1.2")]
    [InlineData("\"1.0\"", "\"a b\"", null)]
    [InlineData("\"1.0\"", "\"\"", null)]
    [InlineData("null", "\"a\"", null)]
    [InlineData("\"latest\"", "\"a\"", null)]
    public void Distribution_NeedsAReleaseAndPlainCharacters(string release, string distribution, string? expected) =>
        Assert.Equal(expected, Normalized.Of($$"""{"dist":{{distribution}},"release":{{release}}}""").Distribution);

    [Theory]
    [InlineData("\"production\"", "production")]
    [InlineData("\" staging \"", "staging")]
    [InlineData("\"None\"", null)]
    [InlineData("\"a/b\"", null)]
    [InlineData("\"a\\fb\"", null)]
    [InlineData("\".\"", null)]
    [InlineData("\"a\\\\b\"", "a\\b")]
    public void Environment_Invalid_IsDropped(string environment, string? expected) =>
        Assert.Equal(expected, Normalized.Of($$"""{"environment":{{environment}}}""").Environment);

    [Theory]
    [InlineData("app", "app")]
    [InlineData("a\\r\\nb", null)]
    [InlineData("com.example.very.long.packages.that.go.on.and.on.until.the.class.Name", "*.very.long.packages.that.go.on.and.on.until.the.class.Name")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "*aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab")]
    public void Logger_TooLong_KeepsItsEnd(string logger, string? expected)
    {
        var actual = Normalized.Of($$"""{"logger":"{{logger}}"}""").Logger;

        Assert.Equal(expected, actual);
        Assert.True(actual is null || actual.Length <= 64);
    }

    [Fact]
    public void Transaction_Absent_IsTheCulprit()
    {
        Assert.Equal("/cart", Normalized.Of("""{"culprit":"/cart"}""").Transaction);
        Assert.Equal("/order", Normalized.Of("""{"culprit":"/cart","transaction":"/order"}""").Transaction);
        Assert.Equal(197 + "...".Length, Normalized.Of($$"""{"transaction":"{{new string('a', 201)}}"}""").Transaction!.Length);
    }

    [Theory]
    [InlineData("""["a","b"]""", "a|b")]
    [InlineData("\"bare\"", "bare")]
    [InlineData("""[1,-2,true,false,1.5,3.0,null,{},[],"x"]""", "1|-2|True|False|1.5|3|x")]
    [InlineData("[1e400]", "")]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    [InlineData("{}", "")]
    [InlineData("42", "42")]
    public void Fingerprint_AnyElements_AreTexts(string fingerprint, string expected) =>
        Assert.Equal(expected, string.Join('|', Normalized.Of($$"""{"fingerprint":{{fingerprint}}}""").Fingerprint));

    [Fact]
    public void Fingerprint_TooLong_IsCut()
    {
        var parts = string.Join(',', Enumerable.Repeat($"\"{new string('x', 300)}\"", 5));

        var actual = Normalized.Of($$"""{"fingerprint":[{{parts}}]}""");

        Assert.Equal([300, 300, 300, 121], actual.Fingerprint.Select(part => part.Length));
        Assert.EndsWith("...", actual.Fingerprint[^1], StringComparison.Ordinal);
        Assert.Contains("value_too_long fingerprint", actual.Faults());
    }

    [Fact]
    public void Attributes_Unknown_AreDroppedAndNoted()
    {
        var actual = Normalized.Of("""{"what_is_this":{"a":[1,2]},"project":42,"spans":[{}],"received":1}""");

        Assert.Equal(["invalid_attribute what_is_this"], actual.Faults());
    }

    [Fact]
    public void Attributes_GivenTwice_TheLastCounts()
    {
        var actual = Normalized.Of("""{"release":"1","release":"2","tags":{"a":"1"},"tags":{"b":"2"},"extra":{"a":1},"extra":{"b":1}}""");

        Assert.Equal(("2", "b", """{"b":1}"""), (actual.Release, actual.Tags.Single().Key, actual.Extra.ToString()));
    }

    [Fact]
    public void Attributes_UnderOldNames_AreRead()
    {
        var actual = Normalized.Of("""
            {"sentry.interfaces.Exception":{"type":"E","value":"v"},"sentry.interfaces.User":{"id":1},"sentry.interfaces.Http":{"url":"http://h/"},
             "sentry.interfaces.Breadcrumbs":[{"message":"b"}],"sentry.interfaces.Message":{"message":"m"},"sentry.interfaces.Contexts":{"os":{"name":"x"}},
             "sentry.interfaces.Template":{"filename":"t","lineno":"3"},"sentry.interfaces.Stacktrace":{"frames":[{"function":"f"}]},"sentry.interfaces.Other":{}}
            """);

        Assert.Equal(("E", "1", "http://h/", "m"), (actual.Exceptions.Single().Type, actual.User!.Id, actual.Request!.Url, actual.Message!.Formatted));
        Assert.Equal(("b", "t", 3), (actual.Breadcrumbs.Single().Message, actual.Template!.FileName, actual.Template.LineNumber));
        Assert.Equal("f", actual.Exceptions.Single().StackTrace!.Frames.Single().Function);
        Assert.Empty(actual.Problems);
    }

    [Fact]
    public void Attributes_UnderOldAndNewNames_TheNewCounts()
    {
        Assert.Equal("new", Normalized.Of("""{"sentry.interfaces.Exception":{"type":"old"},"exception":{"type":"new"}}""").Exceptions.Single().Type);
        Assert.Equal("new", Normalized.Of("""{"exception":{"type":"new"},"sentry.interfaces.Exception":{"type":"old"}}""").Exceptions.Single().Type);
        Assert.Equal("new", Normalized.Of("""{"logentry":{"formatted":"new"},"message":"old"}""").Message!.Formatted);
    }

    [Fact]
    public void Type_FollowsFromWhatTheEventHolds()
    {
        Assert.Equal(EventTypes.Error, Normalized.Of("""{"type":"default","exception":{"type":"E"}}""").Type);
        Assert.Equal(EventTypes.Default, Normalized.Of("""{"type":"error","message":"m"}""").Type);
        Assert.Equal(EventTypes.Default, Normalized.Of("""{"message":"m","stacktrace":{"frames":[{"function":"f"}]}}""").Type);
        Assert.Equal(EventTypes.Csp, Normalized.Of("""{"csp":{"effective_directive":"img-src"}}""").Type);
        Assert.Equal(EventTypes.Hpkp, Normalized.Of("""{"hpkp":{"hostname":"h"}}""").Type);
        Assert.Equal(EventTypes.Feedback, Normalized.Of("""{"type":"feedback"}""").Type);
    }

    [Fact]
    public void Transaction_WithoutTraceOrTimes_IsRejected()
    {
        const string Sound = """{"type":"transaction","start_timestamp":1795369000,"timestamp":1795369001,"contexts":{"trace":{"trace_id":"a","span_id":"b"}}}""";

        Assert.Equal(ErrorLevel.Info, Normalized.Of(Sound).Level);
        Assert.Equal(EventRejection.InvalidTransaction, Normalized.Try(Encoding.UTF8.GetBytes(Sound.Replace("1795369001", "1795368999", StringComparison.Ordinal))).Rejection);
        Assert.Equal(EventRejection.InvalidTransaction, Normalized.Try(Encoding.UTF8.GetBytes(Sound.Replace("span_id", "x", StringComparison.Ordinal))).Rejection);
        Assert.Equal(EventRejection.InvalidTransaction, Normalized.Try("""{"type":"transaction"}"""u8.ToArray()).Rejection);
    }

    [Fact]
    public void Sdk_Absent_IsTheOneThatAuthenticated()
    {
        Assert.Equal(("sentry.x", "1.2"), (Normalized.Of("{}", Receipt with { SdkClient = "sentry.x/1.2" }).Sdk!.Name, Normalized.Of("{}", Receipt with { SdkClient = "sentry.x/1.2" }).Sdk!.Version));
        Assert.Equal("own", Normalized.Of("""{"sdk":{"name":"own","version":"1"}}""", Receipt with { SdkClient = "sentry.x/1.2" }).Sdk!.Name);
        Assert.Equal(["missing_attribute sdk.version"], Normalized.Of("""{"sdk":{"name":"own"}}""").Faults());
    }

    [Fact]
    public void Problems_OfTheSdk_AreKept()
    {
        var actual = Normalized.Of("""{"errors":[{"type":"js_no_source","url":"x","value":{"a":1}},{"type":"invalid_data","name":"release"},null,{}],"level":"x"}""");

        Assert.Equal(["js_no_source ", "invalid_data release", "invalid_data level"], actual.Faults());
        Assert.Equal("""{"a":1}""", actual.Problems[0].Reason);
    }

    [Fact]
    public void Problems_Many_AreBounded()
    {
        var actual = Normalized.Of("{" + string.Join(',', Enumerable.Range(0, 500).Select(i => $"\"unknown{i}\":{i}")) + "}");

        Assert.Equal(100, actual.Problems.Length);
    }

    [Fact]
    public void ByteOrderMarkAndWhiteSpace_AreSkipped() => Assert.Equal("x", Normalized.Of("\uFEFF \r\n{\"release\" : \"x\" }\n ").Release);
}
