using FsCheck;
using FsCheck.Xunit;
using Monitoring.Incidents.Matchers;
using Monitoring.TestData;

namespace Monitoring.Incidents.Tests.Matchers;

/// <summary>What holds of any text.</summary>
public sealed class MatcherProperties
{
    [Property]
    public void A_matcher_is_read_as_it_was_written(NonNull<string> name, NonNull<string> value, bool isEqual)
    {
        if (!IsText(name.Get) || !IsText(value.Get))
        {
            return;
        }

        var matcher = Matcher.Of(name.Get, isEqual ? MatchOperator.Equal : MatchOperator.NotEqual, value.Get);

        var read = StrictMatcherReader.Read($"{{{matcher}, {matcher}}}");

        Assert.Null(read.Problem);
        Assert.Equal([matcher, matcher], read.Matchers);
    }

    [Fact]
    public Task Damaged_texts_are_read_or_refused()
    {
        string[] texts = ["{foo=\"bar\",baz!~\".*quux\", derp=\"wat\"}", "a=~\"[a-z]+(b|c)?\"", "{\"x y\"=\"\\u00e9\\n\\x41\\101\"}", "{foo=bar\\\"}", "a!=b,c=~d,"];
        return RandomRounds.RunAsync(Scale.Count(3_000, 300_000), random =>
        {
            var text = Damage(random, texts[random.Next(texts.Length)], texts[random.Next(texts.Length)]);
            var read = MatcherReader.Read(text);
            Assert.True(read.Problem is null || read.Matchers.IsEmpty, $"'{text}'");
            return Task.CompletedTask;
        });
    }

    private static string Damage(Random random, string text, string other)
    {
        var place = random.Next(text.Length + 1);
        return random.Next(4) switch
        {
            0 => text[..place],
            1 => text[..place] + (char)random.Next(0x20, 0x7f) + text[place..],
            2 => text[..place] + other[random.Next(other.Length)..],
            _ => text.Remove(Math.Min(place, text.Length - 1), 1),
        };
    }

    /// <summary>A lone half of a pair has no UTF-8.</summary>
    private static bool IsText(string text) => text.EnumerateRunes().All(rune => rune != System.Text.Rune.ReplacementChar);
}
