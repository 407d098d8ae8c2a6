using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.Storage.PostgreSql.Errors.Rows;

namespace Monitoring.Storage.PostgreSql.Tests.Errors;

/// <summary>The grams by which texts are looked for: an issue that contains a text is never left out.</summary>
public sealed class GramsTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(
        ArbMap.Default.ArbFor<string>().Generator.Select(text => text ?? ""),
        Gen.ArrayOf(Gen.Elements("a", "B", "ß", "ı", "İ", "ſ", "\u212A", "σ", "ς", "\U00010428", "\U00010400", "\uD801", "\uDC28", "e\u0301", "\0", " ", "7"), 12).Select(string.Concat));

    [Property(MaxTest = 2_000)]
    public Property A_text_has_the_grams_of_all_that_it_contains() => Prop.ForAll(Texts.ToArbitrary(), Texts.ToArbitrary(), Texts.ToArbitrary(), (before, text, after) =>
        HasAll(before + text + after, text) && HasAll(before + text + after, text.ToUpperInvariant()) && HasAll(before + text + after, text.ToLowerInvariant()));

    [Fact]
    public void Grams_do_not_run_from_one_text_into_the_next() => Assert.DoesNotContain(Grams.Wanted("bcd").Single(), Grams.Of("abc", "def"));

    [Fact]
    public void Too_short_a_text_wants_nothing() => Assert.Empty(Grams.Wanted("ab"));

    [Fact]
    public void Of_a_very_long_text_it_is_not_known_what_it_contains() =>
        Assert.Equal([Grams.Unknown], Grams.Of(string.Concat(Enumerable.Range(0, 3_000).Select(number => (char)(0x4E00 + number)))));

    [Fact]
    public void Long_texts_are_looked_for_by_some_of_their_grams() =>
        Assert.InRange(Grams.Wanted("could not charge the card of customer 4711 at 12:30, try again later").Length, 6, 12);

    /// <summary>Whether the text has the grams, or does not contain the other one, whatever the case.</summary>
    private static bool HasAll(string whole, string text) => !whole.Contains(text, StringComparison.OrdinalIgnoreCase) || !Grams.Wanted(text).Except(Grams.Of(whole)).Any();
}
