using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.Storage.Errors;

namespace Monitoring.Tests.Storage.Errors;

public sealed class TextPatternTests
{
    [Theory]
    [InlineData("a", "a", true)]
    [InlineData("a", "A", false)]
    [InlineData("|", "", true)]
    [InlineData("|", "anything", true)]
    [InlineData("1.2.|", "1.2.3", true)]
    [InlineData("1.2.|", "1.20", false)]
    [InlineData("ab|ba", "aba", false)]
    [InlineData("ab|ba", "abba", true)]
    [InlineData("|a|b|", "xbxaxb", true)]
    [InlineData("|a|b|", "ba", false)]
    public void Matches_Parts_InTheirOrder(string parts, string text, bool matches) => Assert.Equal(matches, TextPattern.Of(parts.Split('|')).Matches(text));

    [Property]
    public Property Patterns_match_what_the_same_expression_does() => Prop.ForAll(
        (from parts in Gen.ArrayOf(Text) from part in Text from text in Gen.ArrayOf(Text) select (Parts: (string[])[part, .. parts], Text: string.Concat(text))).ToArbitrary(),
        test => TextPattern.Of(test.Parts).Matches(test.Text) == Regex.IsMatch(test.Text, $"\\A{string.Join(".*", test.Parts.Select(Regex.Escape))}\\z", RegexOptions.Singleline));

    private static Gen<string> Text => Gen.ArrayOf(Gen.Elements("a", "b", "*", "ж")).Select(letters => string.Concat(letters.Take(3)));
}
