using FsCheck;
using FsCheck.Fluent;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Ownership;
using Monitoring.ErrorTracking.Ownership.Rules;
using Monitoring.ErrorTracking.SourceContext;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tests.Ownership;

public sealed class OwnerRuleTests
{
    [Theory]
    [InlineData("path:src/payments/* alice", "src/payments/card.py", "alice")]
    [InlineData("path:src/payments/* alice", "/app/src/payments/card.py", "alice")]
    [InlineData("path:src/payments/* alice", "src/payments/eu/card.py", "")]
    [InlineData("path:src/payments/** alice", "src/payments/eu/card.py", "alice")]
    [InlineData("path:/src/payments/** alice", "/app/src/payments/card.py", "")]
    [InlineData("path:**/card.? alice", "src/card.c", "alice")]
    [InlineData("path:*.cs alice", @"C:\shop\Cart.cs", "alice")]
    [InlineData("module:Shop.Payments.* alice", "x", "alice")]
    [InlineData("module:shop.payments.* alice", "x", "")]
    [InlineData("url:https://shop.example.com/cart/** @alice", "x", "alice")]
    [InlineData("tags.service.name:checkout alice bob", "x", "alice bob")]
    [InlineData("tags.service.name:check alice", "x", "")]
    [InlineData("# nothing\n\n  path:src/** alice # by night\npath:src/cart/** bob", "src/cart/a.py", "bob")]
    [InlineData("path:src/cart/** bob\npath:src/** alice", "src/cart/a.py", "alice")]
    [InlineData("path:\"src/my cart/**\" bob", "src/my cart/a.py", "bob")]
    public void Find_Rule_TakesTheLastThatFits(string rules, string file, string owners) => Assert.Equal(owners, string.Join(' ', Find(new() { Rules = rules }, file).Owners));

    [Theory]
    [InlineData("* @alice", "src/a.py", "alice")]
    [InlineData("*.js @alice", "src/deep/a.js", "alice")]
    [InlineData("/*.js @alice", "src/a.js", "")]
    [InlineData("/src/ @alice", "src/deep/a.js", "alice")]
    [InlineData("src/ @alice", "lib/src/a.js", "alice")]
    [InlineData("src/a @alice", "lib/src/a/b.js", "")]
    [InlineData("docs/* @alice", "docs/a/b.md", "")]
    [InlineData("docs/* @alice", "docs/a.md", "alice")]
    [InlineData("* @alice\n/src/vendor/", "src/vendor/a.js", "")]
    [InlineData("[The shop][2] @alice @bob\n/src/\n/src/cart/ carol@example.com", "src/a.js", "alice bob")]
    [InlineData("[The shop] @alice\n/src/\n/src/cart/ carol@example.com", "src/cart/a.js", "carol@example.com")]
    [InlineData("/with\\ blank/ @alice", "with blank/a.js", "alice")]
    public void Find_CodeOwners_MeansPathsOfTheRepository(string text, string file, string owners) =>
        Assert.Equal(owners, string.Join(' ', Find(new() { CodeOwners = text }, file).Owners));

    [Fact]
    public void Find_RulesAndCodeOwners_RulesWin()
    {
        var found = Find(new() { CodeOwners = "*.py @alice", Rules = "\npath:src/** bob" }, "src/a.py");

        Assert.Equal(["bob"], found.Owners);
        Assert.Equal(("path:src/** bob", 2, false, "src/a.py"), (found.Rule, found.Line, found.IsCodeOwners, found.Matched));
        Assert.True(Find(new() { CodeOwners = "*.py @alice", Rules = "path:lib/** bob" }, "src/a.py").IsCodeOwners);
    }

    [Fact]
    public void Find_CodeMapping_LeadsToThePathOfTheRepository()
    {
        var mapping = new CodeMapping { StackRoot = "/srv/app/", SourceRoot = "backend/", Repository = "https://git.example.com/shop", Branch = "main" };
        var rules = OwnerRuleReader.Read(new() { CodeOwners = "/backend/cart/ @alice" }, out _);

        Assert.Equal(["alice"], OwnerSearch.Find(rules, Event("/srv/app/cart/a.py"), [mapping]).Owners);
        Assert.Empty(OwnerSearch.Find(rules, Event("/srv/app/cart/a.py"), []).Owners);
    }

    [Fact]
    public void Find_FramesOfLibraries_DoNotCount()
    {
        var errorEvent = Event("src/a.py");
        var trace = errorEvent.Exceptions[0].StackTrace!;
        var withLibrary = errorEvent with
        {
            Exceptions = [errorEvent.Exceptions[0] with { StackTrace = trace with { Frames = trace.Frames.Add(new StackFrame { FileName = "lib/http.py", InApp = false }) } }],
        };

        Assert.Empty(OwnerSearch.Find(OwnerRuleReader.Read(new() { Rules = "path:lib/** alice" }, out _), withLibrary, []).Owners);
    }

    [Theory]
    [InlineData("path:src/**", "rules: line 1, column 1: A rule names")]
    [InlineData("\n  pth:src/** alice", "rules: line 2, column 3: 'pth' is none of")]
    [InlineData("src/** alice", "rules: line 1, column 1: A rule begins with")]
    [InlineData("path: alice", "rules: line 1, column 1: A pattern has")]
    [InlineData("tags.:x alice", "rules: line 1, column 1: 'tags.' is none of")]
    [InlineData("path:a alice\npath:\"b alice", "rules: line 2, column 1: The quote is not closed.")]
    public void Read_Mistake_NamesItsPlace(string rules, string fault)
    {
        OwnerRuleReader.Read(new() { Rules = rules }, out var found);

        Assert.StartsWith(fault, found, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AnyText_NeverThrowsAndIsBounded() => Prop.ForAll<NonNull<string>, NonNull<string>>((rules, codeOwners) =>
    {
        var read = OwnerRuleReader.Read(new() { Rules = rules.Get, CodeOwners = codeOwners.Get }, out var fault);
        OwnerSearch.Find(read, Event("src/a.py"), []);
        return fault is null || read.IsEmpty;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(TestData.Scale.Count(500, 50_000)));

    [Fact]
    public void Find_HostilePattern_EndsInTime()
    {
        // A matcher that tries again and again would not end before the sun does.
        var pattern = string.Concat(Enumerable.Repeat("*a", 100));
        var rules = OwnerRuleReader.Read(new() { Rules = $"path:{pattern} alice" }, out var fault);

        Assert.Null(fault);
        Assert.Empty(OwnerSearch.Find(rules, Event(new string('a', 255) + "b"), []).Owners);
        Assert.Equal(["alice"], OwnerSearch.Find(rules, Event(new string('a', 255)), []).Owners);
    }

    [Fact]
    public void Find_ManyHostilePatternsAndFrames_StopsAtItsBound()
    {
        // Each pattern is in no hurry to find that the last letter is missing, for each of 250 frames. The first rule fits, but there is no room to look at it.
        var pattern = string.Concat(Enumerable.Repeat("*a", 50));
        var hostile = string.Concat(Enumerable.Range(0, 1_999).Select(number => $"path:{pattern}*b{number % 10} alice\n"));
        var frames = Enumerable.Range(0, 250).Select(number => $"{new string('a', 240)}b{number % 10}{number}").ToArray();

        Assert.Empty(OwnerSearch.Find(OwnerRuleReader.Read(new() { Rules = "path:a* bob\n" + hostile }, out var fault), Event(frames), []).Owners);
        Assert.Equal(["bob"], OwnerSearch.Find(OwnerRuleReader.Read(new() { Rules = "path:a* bob\n" }, out _), Event(frames), []).Owners);
        Assert.Null(fault);
    }

    [Fact]
    public void Find_ManyRulesOfTheUsualKind_LooksAtAllOfThem()
    {
        var rules = string.Concat(Enumerable.Range(0, 1_999).Select(number => $"path:src/area{number}/* alice\n"));
        var frames = Enumerable.Range(0, 250).Select(number => $"src/shop/part{number}/deep/down/below/all/of/it/handler.py").ToArray();

        Assert.Equal(["bob"], OwnerSearch.Find(OwnerRuleReader.Read(new() { Rules = "path:src/shop/** bob\n" + rules }, out var fault), Event(frames), []).Owners);
        Assert.Null(fault);
    }

    /// <summary>The pieces that a text is looked through for first leave out nothing that fits.</summary>
    [Fact]
    public void IsMatch_AnyPattern_IsAsTheWildcardsMean()
    {
        var pattern = Gen.Elements("a", "b", "/", "*", "**", "**/", "?").ListOf().Where(parts => parts.Count is > 0 and < 7).Select(string.Concat);
        var text = Gen.Elements('a', 'b', '/').ListOf().Where(signs => signs.Count < 9).Select(signs => new string([.. signs]));

        Prop.ForAll(Gen.Zip(pattern, text).ToArbitrary(), pair =>
        {
            var room = long.MaxValue;
            return OwnerPatterns.Text(pair.Item1).IsMatch(pair.Item2, ref room) == Fits(pair.Item1, pair.Item2);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(TestData.Scale.Count(2_000, 100_000)));
    }

    /// <summary>What wildcards mean, tried one by one.</summary>
    private static bool Fits(string pattern, string text) =>
        pattern.Length == 0 ? text.Length == 0
        : pattern.StartsWith("**/", StringComparison.Ordinal) ? Enumerable.Range(0, text.Length + 1).Any(end => (end == 0 || text[end - 1] == '/') && Fits(pattern[3..], text[end..]))
        : pattern.StartsWith("**", StringComparison.Ordinal) ? Enumerable.Range(0, text.Length + 1).Any(end => Fits(pattern[2..], text[end..]))
        : pattern[0] == '*' ? Enumerable.Range(0, text.Length + 1).Any(end => !text[..end].Contains('/', StringComparison.Ordinal) && Fits(pattern[1..], text[end..]))
        : text.Length > 0 && (pattern[0] == '?' ? text[0] != '/' : pattern[0] == text[0]) && Fits(pattern[1..], text[1..]);

    private static IssueOwners Find(OwnershipSettings settings, string file)
    {
        var rules = OwnerRuleReader.Read(settings, out var fault);
        Assert.Null(fault);
        return OwnerSearch.Find(rules, Event(file), []);
    }

    private static ErrorEvent Event(params string[] files) => new()
    {
        Id = new EventId(new Guid(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)),
        Type = "error",
        Level = ErrorLevel.Error,
        Timestamp = DateTimeOffset.UnixEpoch,
        ReceivedAt = DateTimeOffset.UnixEpoch,
        Platform = "python",
        Tags = [new EventTag { Key = "service.name", Value = "checkout" }],
        Request = new RequestInfo { Url = "https://shop.example.com/cart/3" },
        Exceptions = [new ExceptionInfo { Type = "E", StackTrace = new StackTrace { Frames = [.. files.Select(file => new StackFrame { FileName = file, Module = "Shop.Payments.Card", InApp = true })] } }],
    };
}
