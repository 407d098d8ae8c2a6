using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tests.Events;

/// <summary>Breadcrumbs, contexts, extra data, security reports.</summary>
public sealed class PartTests
{
    [Theory]
    [InlineData("""{"values":[{"message":"a"},null,{"message":"b"}]}""")]
    [InlineData("""[{"message":"a"},{"message":"b"}]""")]
    public void Breadcrumbs_AnySpelling_AreAList(string breadcrumbs)
    {
        var actual = Normalized.Of($$"""{"breadcrumbs":{{breadcrumbs}}}""");

        Assert.Equal(["a", "b"], actual.Breadcrumbs.Select(breadcrumb => breadcrumb.Message));
        Assert.All(actual.Breadcrumbs, breadcrumb => Assert.Equal(("default", ErrorLevel.Info), (breadcrumb.Type, breadcrumb.Level)));
        Assert.Empty(actual.Problems);
    }

    [Fact]
    public void Breadcrumbs_AllAttributes_AreRead()
    {
        var actual = Normalized.Of("""{"breadcrumbs":[{"timestamp":1795374000.5,"type":"http","category":"c","level":"critical","message":"m","data":{"a":1},"event_id":"9ec79c33ec9942ab8353589fcb2e04dc"}]}""").Breadcrumbs.Single();

        Assert.Equal(("http", "c", ErrorLevel.Fatal, "m", """{"a":1}"""), (actual.Type, actual.Category, actual.Level, actual.Message, actual.Data.ToString()));
        Assert.Equal((1795374000500, "9ec79c33ec9942ab8353589fcb2e04dc"), (actual.Timestamp!.Value.ToUnixTimeMilliseconds(), actual.EventId.ToString()));
    }

    [Fact]
    public void Breadcrumbs_Many_TheNewestStay()
    {
        var actual = Normalized.Of($$"""{"breadcrumbs":[{{string.Join(',', Enumerable.Range(0, 1500).Select(i => $$"""{"message":"{{i}}"}"""))}}]}""");

        Assert.Equal((1000, "500", "1499"), (actual.Breadcrumbs.Length, actual.Breadcrumbs[0].Message, actual.Breadcrumbs[^1].Message));
    }

    [Fact]
    public void Contexts_OnlyObjects_AreKept()
    {
        var actual = Normalized.Of("""{"contexts":{"os":{"name":"x"},"bad":"text","none":null,"os":{"name":"y"},"a\"b":{}}}""");

        Assert.Equal(["os", "a\"b"], actual.Contexts.Select(context => context.Name));
        Assert.Equal("""{"name":"y"}""", actual.Context("os").ToString());
        Assert.False(actual.Context("bad").HasValue);
        Assert.Equal(["invalid_data contexts.bad"], actual.Faults());
    }

    [Fact]
    public void Extra_TooDeep_IsCut()
    {
        var actual = Normalized.Of("""{"extra":{"1":{"2":{"3":{"4":{"5":{"6":{"7":1}}}}}},"flat":1}}""");

        Assert.Equal("""{"1":{"2":{"3":{"4":{"5":{"6":null}}}}},"flat":1}""", actual.Extra.ToString());
        Assert.Equal(["value_too_long extra"], actual.Faults());
    }

    [Fact]
    public void Parts_TooLong_AreCut()
    {
        var filler = string.Join(',', Enumerable.Range(0, 40_000).Select(i => $"\"k{i}\":{i}"));

        var actual = Normalized.Of($$$"""{"extra":{ {{{filler}}} },"contexts":{"big":{ {{{filler}}} }},"modules":{ {{{filler}}} },"breadcrumbs":[{"data":{ {{{filler}}} }}]}""");

        Assert.InRange(actual.Extra.Utf8.Length, 262_000, 262_144);
        Assert.InRange(actual.Context("big").Utf8.Length, 8_100, 8_192);
        Assert.InRange(actual.Modules.Utf8.Length, 8_100, 8_192);
        Assert.InRange(actual.Breadcrumbs.Single().Data.Utf8.Length, 2_000, 2_048);
        Assert.Equal(4, actual.Problems.Length);
    }

    [Theory]
    [InlineData("""{"effective_directive":"img-src","blocked_uri":"http://evil/","document_uri":"http://own/"}""", "img-src", "http://evil/")]
    [InlineData("""{"violated-directive":"style-src cdn","blocked-uri":"self"}""", "style-src", "self")]
    [InlineData("""{"effectiveDirective":"script-src-elem","blockedURL":"inline"}""", "script-src-elem", "inline")]
    public void Csp_AnySpelling_HasTheDirective(string report, string directive, string blocked)
    {
        var actual = Normalized.Of($$"""{"csp":{{report}}}""").Security!;

        Assert.Equal(("csp", directive, blocked, report), (actual.Kind, actual.EffectiveDirective, actual.BlockedUri, actual.Report.ToString()));
    }

    [Fact]
    public void Parts_OfTheWrongKind_AreDroppedAndNotedAndTheRestStays()
    {
        var actual = Normalized.Of("""
            {"release":"1","extra":[],"contexts":[],"modules":"x","user":1,"request":[],"exception":"e","threads":3,"breadcrumbs":true,"logentry":4,"tags":5,"sdk":[],"template":[],
             "debug_meta":[],"fingerprint":{},"errors":{},"stacktrace":[],"csp":[],"timestamp":{}}
            """);

        Assert.Equal("1", actual.Release);
        Assert.Equal(18, actual.Problems.Length);
        Assert.All(actual.Problems, problem => Assert.Equal("invalid_data", problem.Code));
    }
}
