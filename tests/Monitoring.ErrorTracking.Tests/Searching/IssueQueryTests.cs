using Monitoring.ErrorTracking.Searching;
using Monitoring.ErrorTracking.Searching.Conditions;
using Monitoring.ErrorTracking.Searching.Reading;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tests.Searching;

public sealed class IssueQueryTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly QueryContext Context = new() { Now = Now, Me = "anna", LatestRelease = "shop@1.2.10" };

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
        SearchText = "no such basket\nbank.client charge client.py",
        State = new IssueState { Status = IssueStatus.Unresolved, Substatus = IssueSubstatus.Regressed },
        Assignee = "anna",
        Count = 120,
        UserCount = 5,
        FirstSeen = Now.AddDays(-3),
        LastSeen = Now.AddHours(-2),
        Environments = ["production"],
        Services = ["shop"],
        Releases = ["shop@1.2.10", "shop@1.2.9"],
        Hashes = [],
        Version = 1,
    };

    private static readonly Dictionary<string, string> Tags = new()
    {
        ["browser"] = "Safari 17.1",
        ["browser.name"] = "Safari",
        ["user.email"] = "x@y.example",
        ["transaction"] = "/pay",
        ["level"] = "mine",
        ["odd key"] = "a b",
    };

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("is:unresolved")]
    [InlineData("IS:Unresolved")]
    [InlineData("is:resolved", false)]
    [InlineData("is:archived", false)]
    [InlineData("is:regressed")]
    [InlineData("is:new", false)]
    [InlineData("is:assigned")]
    [InlineData("is:unassigned", false)]
    [InlineData("!is:resolved")]
    [InlineData("is:[resolved,unresolved]")]
    [InlineData("!is:[resolved, ignored] level:error")]
    [InlineData("level:fatal", false)]
    [InlineData("level:[fatal,ERROR]")]
    [InlineData("type:error platform:py*")]
    [InlineData("type:csp", false)]
    [InlineData("environment:production release:shop@1.2.9 service:shop")]
    [InlineData("environment:Production", false)]
    [InlineData("environment:prod*")]
    [InlineData("release:shop@1.2.*")]
    [InlineData("release:*1.2*")]
    [InlineData("release:shop@1.3.*", false)]
    [InlineData("release:latest")]
    [InlineData("!release:latest", false)]
    [InlineData("assigned:me")]
    [InlineData("assigned:none", false)]
    [InlineData("assignee:anna")]
    [InlineData("assigned:boris", false)]
    [InlineData("has:release has:user.email has:assigned !has:nothing")]
    [InlineData("has:nothing", false)]
    [InlineData("user.email:x@y.example")]
    [InlineData("user.email:*@y.example")]
    [InlineData("user.email:X@Y.example", false)]
    [InlineData("browser:Safari")]
    [InlineData("browser:\"Safari 17.1\"")]
    [InlineData("!browser:Safari", false)]
    [InlineData("!browser:[Chrome,Firefox]")]
    [InlineData("tags[level]:mine")]
    [InlineData("tags[odd key]:\"a b\"")]
    [InlineData("tags[browser]:Safari", false)]
    [InlineData("transaction:/pay")]
    [InlineData("timesSeen:>100 users:>=5 users:<=5")]
    [InlineData("timesSeen:120")]
    [InlineData("timesSeen:<120", false)]
    [InlineData("timesSeen:[1,120]")]
    [InlineData("firstSeen:-24h", false)]
    [InlineData("firstSeen:-4d")]
    [InlineData("firstSeen:+2d")]
    [InlineData("lastSeen:-3h")]
    [InlineData("lastSeen:+1h")]
    [InlineData("lastSeen:+7d", false)]
    [InlineData("age:-24h", false)]
    [InlineData("age:>2d")]
    [InlineData("age:<2d", false)]
    [InlineData("firstSeen:2026-11-19")]
    [InlineData("firstSeen:>2026-11-18")]
    [InlineData("firstSeen:>2026-11-19", false)]
    [InlineData("firstSeen:<=2026-11-19")]
    [InlineData("lastSeen:2026-11-22T10:00:00Z")]
    [InlineData("lastSeen:<2026-11-22T10:00:00+00:00", false)]
    [InlineData("event.timestamp:2026-11-20")]
    [InlineData("event.timestamp:2026-11-18", false)]
    [InlineData("timestamp:>2026-11-22", false)]
    [InlineData("basket")]
    [InlineData("BASKET pay")]
    [InlineData("basket nothing", false)]
    [InlineData("\"no such\"")]
    [InlineData("\"such no\"", false)]
    [InlineData("!\"such no\"")]
    [InlineData("\"ValueError: no\"")]
    [InlineData("client.py stack.function:charge error.type:ValueError")]
    [InlineData("message:\"such basket\"")]
    [InlineData("bask*val")]
    [InlineData("title:valueerror*")]
    [InlineData("title:ValueError", false)]
    [InlineData("!basket", false)]
    [InlineData("!", false)]
    [InlineData("https://shop.example", false)]
    [InlineData("shop::checkout", false)]
    [InlineData("nothing OR basket")]
    [InlineData("nothing OR basket nothing", false)]
    [InlineData("(nothing OR basket) AND pay")]
    [InlineData("(nothing OR basket) nothing", false)]
    [InlineData("!(nothing OR other) level:error")]
    [InlineData("!(level:error pay)", false)]
    [InlineData("(level:error (is:unresolved OR is:ignored))")]
    [InlineData("pay(x)", false)]
    [InlineData("or nothing", false)]
    public void Search_matches_as_it_is_written(string text, bool matches = true)
    {
        var (problem, filter) = Compile(text);

        Assert.Null(problem);
        Assert.Equal(matches, filter?.Matches(Row, HasTag) ?? true);
    }

    [Theory]
    [InlineData("is:open", "'is:' takes unresolved, resolved", 4)]
    [InlineData("a level:bad", "'level:' takes debug, info, warning, error or fatal, not 'bad'.", 9)]
    [InlineData("level:[error,bad]", "not 'bad'", 14)]
    [InlineData("level:", "'level:' needs a value.", 1)]
    [InlineData("basket (enviroment:production)", "Did you mean 'environment'?", 9)]
    [InlineData("level:error  !relaese:1", "Did you mean 'release'? A tag of this name is written tags[relaese].", 15)]
    [InlineData("timesSeen:many", "takes a number", 11)]
    [InlineData("users:>", "needs a value", 1)]
    [InlineData("users:99999999999999999999", "takes a number", 7)]
    [InlineData("firstSeen:yesterday", "takes -24h", 11)]
    [InlineData("firstSeen:2026-02-30", "takes -24h", 11)]
    [InlineData("age:24h", "'age:' takes", 5)]
    [InlineData("release:>1", "knows no '>'", 10)]
    [InlineData("has:re*", "'has:' takes the name", 5)]
    [InlineData("trace:abc", "of events, not of issues", 1)]
    [InlineData("x release:\"open", "A quotation mark is missing", 11)]
    [InlineData("x release:[a,b", "not closed by ']'", 11)]
    [InlineData("level:[error,]", "A value of the list is missing", 7)]
    [InlineData("(a OR b", "The parenthesis is not closed.", 1)]
    [InlineData("a ()", "nothing between the parentheses", 3)]
    [InlineData("a OR", "beside 'OR'", 5)]
    [InlineData("OR a", "beside 'OR'", 1)]
    [InlineData("AND a", "beside 'AND'", 1)]
    [InlineData("a AND", "beside 'AND'", 3)]
    [InlineData("!!a", "stands twice", 1)]
    public void Mistake_is_named_with_its_place(string text, string message, int position)
    {
        var (problem, filter) = Compile(text);

        Assert.Contains(message, problem, StringComparison.Ordinal);
        Assert.EndsWith($"(position {position})", problem, StringComparison.Ordinal);
        Assert.Null(filter);
    }

    [Fact]
    public void Search_that_is_too_much_is_refused()
    {
        Assert.NotNull(Compile(new string('a', 1001)).Problem);
        Assert.NotNull(Compile(string.Join(' ', Enumerable.Repeat("a", 51))).Problem);
        Assert.NotNull(Compile($"level:[{string.Join(',', Enumerable.Repeat("error", 51))}]").Problem);
        Assert.Null(Compile(string.Join(' ', Enumerable.Repeat("a", 50))).Problem);
        Assert.Contains("nested", Compile(new string('(', 17) + "a" + new string(')', 17)).Problem, StringComparison.Ordinal);
        Assert.Null(Compile(new string('(', 16) + "a" + new string(')', 16)).Problem);
    }

    [Fact]
    public void Latest_release_of_a_project_without_releases_matches_nothing()
    {
        Assert.Null(QueryReader.Read("release:latest", out var node));

        Assert.False(new IssueConditions(Context with { LatestRelease = null }).Compile(node!)!.Matches(Row, HasTag));
    }

    private static bool HasTag(string key, TextPattern value) => Tags.TryGetValue(key, out var tag) && value.Matches(tag);

    private static (string? Problem, IssueFilter? Filter) Compile(string text)
    {
        var problem = QueryReader.Read(text, out var node);
        if (node is null)
        {
            return (problem?.ToString(), null);
        }

        var compiler = new IssueConditions(Context);
        var filter = compiler.Compile(node);
        return (compiler.Problem?.ToString(), filter);
    }
}
