using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Grouping.Strategies;
using Monitoring.ErrorTracking.Grouping.Titles;
using static Monitoring.ErrorTracking.Tests.Grouping.GroupingEvents;

namespace Monitoring.ErrorTracking.Tests.Grouping;

public sealed class EventTitleTests
{
    [Fact]
    public void Title_Chain_IsOfTheLastException()
    {
        Assert.Equal("KeyError: no basket", Title(Error(Exception("ValueError", "cause"), Exception("KeyError", "no basket\nat line 2"))));
    }

    [Theory]
    [InlineData("ValueError", null, "ValueError")]
    [InlineData("ValueError", "  ", "ValueError")]
    [InlineData(null, "oops", "Error: oops")]
    [InlineData("ValueError", "\n second line", "ValueError: second line")]
    public void Title_Exception_IsTypeAndFirstLine(string? type, string? value, string title)
    {
        Assert.Equal(title, Title(Error(Exception(type, value))));
    }

    [Fact]
    public void Title_Synthetic_IsTheFunction()
    {
        var exception = Exception("SIGSEGV", "Segfault", Frame("crash")) with { Mechanism = new Mechanism { Type = "signal", IsSynthetic = true } };

        Assert.Equal("crash: Segfault", Title(Error(exception)));
    }

    [Fact]
    public void Title_MessageWithStackTrace_IsTheMessage()
    {
        var trace = Exception(null, "stock is low", Frame("?")) with { Mechanism = new Mechanism { Type = "generic", IsSynthetic = true } };

        Assert.Equal("stock is low", Title(Message("stock is low") with { Type = EventTypes.Error, Exceptions = [trace] }));
    }

    [Fact]
    public void Title_Message_IsItsFirstLine()
    {
        Assert.Equal("no order 17", Title(Message("no order 17\nmore", "no order %s")));
        Assert.Equal("no order %s", Title(Message(null, "no order %s")));
        Assert.Equal("<unlabeled event>", Title(Event()));
    }

    [Fact]
    public void Title_Long_IsCutBetweenCharacters()
    {
        var title = Title(Message(new string('a', 96) + "😀😀😀😀"));

        Assert.Equal(new string('a', 96) + "...", title);
        Assert.Equal(100, Title(Message(new string('b', 1022))).Length);
        Assert.Equal($"{new string('T', 125)}...: {new string('v', 97)}...", Title(Error(Exception(new string('T', 200), new string('v', 200)))));
    }

    [Fact]
    public void Title_ContentSecurityPolicy_SaysWhatWasBlocked()
    {
        var report = new SecurityReport { Kind = EventTypes.Csp, Report = default, EffectiveDirective = "script-src-elem", BlockedUri = "https://evil.example/a.js" };

        Assert.Equal("Blocked 'script' from 'evil.example'", Title(Event() with { Security = report }));
        Assert.Equal("script-src-elem", Culprit(Event() with { Security = report }));
    }

    [Theory]
    [InlineData("python", "shop in pay")]
    [InlineData("javascript", "pay(shop)")]
    [InlineData("native", "pay")]
    public void Culprit_Frame_IsTheLastInApp(string platform, string culprit)
    {
        Assert.Equal(culprit, Culprit(Error(Exception("E", "x", Frame("main"), Frame("pay"), Frame("get", "requests", false))) with { Platform = platform }));
    }

    [Fact]
    public void Culprit_Transaction_GoesFirst()
    {
        Assert.Equal("/pay", Culprit(Error(Exception("E", "x", Frame("main"))) with { Transaction = "/pay" }));
        Assert.Equal("", Culprit(Message("a")));
        Assert.Equal("https://a.example/", Culprit(Message("a") with { Request = new RequestInfo { Url = "https://a.example/" } }));
    }

    private static string Title(ErrorEvent errorEvent) => EventTitle.Title(GroupingScope.Plain(errorEvent));

    private static string Culprit(ErrorEvent errorEvent) => EventTitle.Culprit(GroupingScope.Plain(errorEvent));
}
