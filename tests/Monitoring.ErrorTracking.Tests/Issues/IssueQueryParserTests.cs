using FsCheck.Xunit;
using Monitoring.ErrorTracking.Issues;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tests.Issues;

public sealed class IssueQueryParserTests
{
    private static readonly IssueRow Row = new()
    {
        Id = new IssueId(1),
        ProjectId = new ProjectId(1),
        Number = 1,
        Title = "ValueError: no such basket",
        Culprit = "shop.checkout in pay",
        Type = "error",
        Level = ErrorLevel.Error,
        Platform = "python",
        State = IssueState.Opened,
        Count = 1,
        UserCount = 0,
        FirstSeen = default,
        LastSeen = default,
        Environments = ["production"],
        Services = ["shop"],
        Releases = ["shop@1.2"],
        Hashes = [],
        Version = 1,
    };

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("is:unresolved")]
    [InlineData("IS:unresolved", false)]
    [InlineData("is:Resolved", false)]
    [InlineData("!is:resolved")]
    [InlineData("!is:ignored level:error")]
    [InlineData("level:fatal", false)]
    [InlineData("environment:production release:shop@1.2 service:shop")]
    [InlineData("environment:Production", false)]
    [InlineData("basket")]
    [InlineData("BASKET pay")]
    [InlineData("basket nothing", false)]
    [InlineData("\"no such\"")]
    [InlineData("\"such no\"", false)]
    [InlineData("!\"such no\"")]
    [InlineData("\"ValueError: no\"")]
    [InlineData("!basket", false)]
    [InlineData("!", false)]
    public void Parse_Query_MatchesAsWritten(string text, bool matches = true)
    {
        var problem = IssueQueryParser.Parse(text, out var filter);

        if (text.StartsWith("IS", StringComparison.Ordinal))
        {
            Assert.Contains("'IS' cannot be searched for", problem, StringComparison.Ordinal);
            return;
        }

        Assert.Null(problem);
        Assert.Equal(matches, filter?.Matches(Row, (_, _) => false) ?? true);
    }

    [Theory]
    [InlineData("user:1", "(position 1)")]
    [InlineData("level:error  !foo:bar", "(position 14)")]
    [InlineData("is:open", "(position 1)")]
    [InlineData("level:", "(position 1)")]
    [InlineData("a level:bad", "(position 3)")]
    [InlineData("x release:\"open", "(position 3)")]
    public void Parse_Mistake_NamesThePlace(string text, string place)
    {
        var problem = IssueQueryParser.Parse(text, out var filter);

        Assert.EndsWith(place, problem, StringComparison.Ordinal);
        Assert.Null(filter);
    }

    [Fact]
    public void Parse_TooLongOrTooManyTerms_IsRefused()
    {
        Assert.NotNull(IssueQueryParser.Parse(new string('a', 1001), out _));
        Assert.NotNull(IssueQueryParser.Parse(string.Join(' ', Enumerable.Repeat("a", 51)), out _));
        Assert.Null(IssueQueryParser.Parse(string.Join(' ', Enumerable.Repeat("a", 50)), out _));
    }

    [Property]
    public void Parse_AnyText_NeverThrows(string? text)
    {
        var problem = IssueQueryParser.Parse(text, out var filter);

        Assert.True(problem is null || filter is null);
    }

    [Property]
    public void Parse_QuotedText_IsTakenAsItIs(string? text)
    {
        var value = new string([.. (text ?? "").Where(c => !char.IsControl(c)).Take(200)]);
        var quoted = value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

        Assert.Null(IssueQueryParser.Parse($"release:\"{quoted}x\"", out var filter));

        Assert.Equal(new IssueFilter.InRelease { Release = value + "x" }, filter);
    }
}
