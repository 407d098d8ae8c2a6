using Monitoring.ErrorTracking.Scrubbing.Selectors;

namespace Monitoring.ErrorTracking.Tests.Scrubbing;

public sealed class SelectorTests
{
    [Theory]
    [InlineData("", 0, "A path is missing at the end.")]
    [InlineData("extra.", 6, "A path is missing at the end.")]
    [InlineData("extra && ", 9, "A path is missing at the end.")]
    [InlineData("extra foo", 6, "Expected '&&', '||', '.' or the end.")]
    [InlineData("(extra", 0, "This bracket is not closed.")]
    [InlineData("extra)", 5, "There is no opening bracket for this one.")]
    [InlineData("extra.'my key", 6, "This apostrophe is not closed.")]
    [InlineData("a.**.b.**", 7, "A path has '**' at most once.")]
    [InlineData("a || *", 5, "'*' stands for one part of a path; alone it chooses nothing. '**' chooses everything.")]
    [InlineData("a.$frme", 2, "There is no kind '$frme'.")]
    [InlineData("$attachments", 0, "'$attachments' is nothing that an event holds.")]
    [InlineData("a.b/c", 3, "Expected '&&', '||', '.' or the end.")]
    [InlineData("a./c", 2, "'/' cannot stand here; a name with other signs stands in apostrophes.")]
    public void Parse_Mistake_NamesItsPlace(string text, int offset, string message)
    {
        var read = SelectorParser.Parse(text);

        Assert.Null(read.Selector);
        Assert.Equal((offset, message), (read.Offset, read.Message));
    }

    [Fact]
    public void Parse_MisspelledKind_SuggestsOne() => Assert.Equal("$frame", SelectorParser.Parse("$frme").Suggestion ?? SelectorParser.Parse("$fram").Suggestion);

    [Fact]
    public void Parse_DeepBrackets_IsRefused() => Assert.Null(SelectorParser.Parse(new string('(', 100) + "a" + new string(')', 100)).Selector);

    [Theory]
    [InlineData("a", "a", true)]
    [InlineData("A", "a", true)]
    [InlineData("b", "a.b", true)]
    [InlineData("a", "a.b", true)]
    [InlineData("a.b", "b", false)]
    [InlineData("a.b", "x.a.b", true)]
    [InlineData("a.b", "a.x.b", false)]
    [InlineData("a.*.b", "a.x.b", true)]
    [InlineData("a.*.b", "a.x.y.b", false)]
    [InlineData("a.**.b", "a.x.y.b", true)]
    [InlineData("a.**.b", "a.b", true)]
    [InlineData("a.**", "a", false)]
    [InlineData("a.**", "a.x.y", true)]
    [InlineData("**", "a", true)]
    [InlineData("$string", "a.b", true)]
    [InlineData("$number", "a.b", false)]
    [InlineData("a && !b", "a.c", true)]
    [InlineData("a && !b", "a.b", false)]
    [InlineData("a && !a.b", "a.b.c", true)]
    [InlineData("$string && (x || !y)", "y", false)]
    [InlineData("x || a & $string", "a", true)]
    [InlineData("!x", "a", true)]
    [InlineData("'it''s.here'", "it's.here", true)]
    public void Chosen_Path_IsThatOfTheValue(string selector, string path, bool expected)
    {
        var set = new SelectorSet([SelectorParser.Parse(selector).Selector!]);
        var names = path == "it's.here" ? [path] : path.Split('.');
        var bits = new ulong[set.Width];
        set.Step([], bits, [], -1, ValueKinds.Event | ValueKinds.Object);
        for (var index = 0; index < names.Length; index++)
        {
            var next = new ulong[set.Width];
            set.Step(bits, next, set.KeysOf(names[index]), -1, index == names.Length - 1 ? ValueKinds.String : ValueKinds.Object);
            bits = next;
        }

        Assert.Equal(expected ? 1UL : 0, set.Chosen(bits, onlySpecific: false));
    }

    [Fact]
    public void Chosen_ManySelectors_AreToldApart()
    {
        var set = new SelectorSet([.. Enumerable.Range(0, 64).Select(number => SelectorParser.Parse($"a.x{number}.b").Selector!)]);
        var bits = new ulong[set.Width];
        foreach (var name in (string[])["a", "x63", "b"])
        {
            var next = new ulong[set.Width];
            set.Step(bits, next, set.KeysOf(name), -1, ValueKinds.String);
            bits = next;
        }

        Assert.True(set.Width > 1);
        Assert.Equal(1UL << 63, set.Chosen(bits, onlySpecific: false));
    }
}
