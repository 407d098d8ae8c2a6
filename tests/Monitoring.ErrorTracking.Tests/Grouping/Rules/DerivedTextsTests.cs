using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.Grouping.Rules;

namespace Monitoring.ErrorTracking.Tests.Grouping.Rules;

/// <summary>What is remembered of texts is never wrong, and bounded.</summary>
public sealed class DerivedTextsTests
{
    [Property]
    public Property Get_AnyTextsInAnyOrder_GivesWhatIsDerivedFromEach() => Prop.ForAll(
        Gen.Elements("A", "a", "B/C", "b/c", "", new string('X', 200), "A").ListOf().Zip(Gen.Elements(0, 1, 2, 64)).ToArbitrary(),
        run =>
        {
            var texts = new DerivedTexts(static text => text.ToLowerInvariant(), run.Item2);

            Assert.All(run.Item1, text => Assert.Equal(text.ToLowerInvariant(), texts.Get(text)));
        });

    [Fact]
    public void Get_SameStringAgain_GivesTheSameTextWithoutDerivingIt()
    {
        var derived = 0;
        var texts = new DerivedTexts(text => $"{text}{++derived}", 64);
        var source = new string('a', DerivedTexts.MaxLength);

        Assert.Same(texts.Get(source), texts.Get(source));
        Assert.Equal(1, derived);
    }

    [Fact]
    public void Get_LongString_IsNotKept()
    {
        var texts = new DerivedTexts(static text => text.ToLowerInvariant(), 64);
        var source = new string('A', DerivedTexts.MaxLength + 1);

        Assert.NotSame(texts.Get(source), texts.Get(source));
    }

    [Fact]
    public void Get_OnManyThreads_IsNeverWrong()
    {
        var texts = new DerivedTexts(static text => text.ToLowerInvariant(), 4);
        var sources = Enumerable.Range(0, 64).Select(i => $"A{i}").ToArray();

        Parallel.For(0, 20_000, i => Assert.Equal(sources[i % 64].ToLowerInvariant(), texts.Get(sources[i % 64])));
    }
}
