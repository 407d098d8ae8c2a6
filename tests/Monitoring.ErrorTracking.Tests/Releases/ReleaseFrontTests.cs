using Monitoring.ErrorTracking.Releases;
using Monitoring.ErrorTracking.Releases.Latest;

namespace Monitoring.ErrorTracking.Tests.Releases;

/// <summary>Which releases are the newest. An exclamation mark stands before what was created by a call; all others were seen in events.</summary>
public sealed class ReleaseFrontTests
{
    private static readonly DateTimeOffset Start = new(2031, 3, 4, 10, 20, 30, TimeSpan.Zero);

    [Theory]
    [InlineData("1.0 1.2 1.1", "1.2")]
    [InlineData("10.24.0 10.18.7", "10.24.0")] // a correction of an old branch, made later
    [InlineData("web@1.0 api@3.4 web@1.1", "api@3.4 web@1.1")]
    [InlineData("2026-11-23 2026-11-24", "2026-11-24")]
    [InlineData("4f06ce6 abc1234", "4f06ce6 abc1234")] // without an order all are
    [InlineData("1.0.0+4f06ce6 1.0.0+abc1234 0.9.0+abc1234", "1.0.0+4f06ce6 1.0.0+abc1234")]
    [InlineData("5.36.2 999.9.9", "5.36.2")] // the counter-example: a sender made it up
    [InlineData("5.36.2 !999.9.9", "999.9.9")] // somebody says so
    [InlineData("5.36.2 !999.9.9 1000.0", "1000.0")]
    [InlineData("9.1 19.0", "19.0")]
    [InlineData("9.1 20.0", "9.1")]
    [InlineData("999.9.9", "999.9.9")] // nothing to leap from
    [InlineData("build-1007 build-1500", "build-1500")]
    [InlineData("build-1007 build-999999", "build-1007")]
    [InlineData("20261123 20270101", "20270101")]
    [InlineData("", "")]
    public void The_newest_are_those_that_nothing_believed_comes_after(string known, string expected)
    {
        var newest = ReleaseFront.Of(Parse(known)).Select(release => release.Version);

        Assert.Equal(Words(expected).Order(StringComparer.Ordinal), newest.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("aaa111f bbb222f ccc333f", "bbb222f", "aaa111f")] // created before
    [InlineData("aaa111f bbb222f", "ddd444f", "aaa111f bbb222f")] // all, when the release is still to come
    [InlineData("1.0 2.0", "3.0", "")] // the order says it
    [InlineData("1.0+aaaaaaf 1.0+bbbbbbf web@1.0+ccccccf 1.0+ddddddf", "1.0+ddddddf", "1.0+aaaaaaf 1.0+bbbbbbf")]
    public void Older_without_an_order_is_what_was_there_before(string known, string mending, string expected) =>
        Assert.Equal(Words(expected), ReleaseFront.OlderWithoutOrder(Parse(known), [mending]).Select(release => release.Version));

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static List<Release> Parse(string text) =>
    [
        .. Words(text).Select((word, i) => new Release { Version = word.TrimStart('!'), IsFromEvent = word[0] != '!', CreatedAt = Start.AddMinutes(i) }),
    ];
}
