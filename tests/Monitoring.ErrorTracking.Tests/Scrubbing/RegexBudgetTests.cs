using Monitoring.ErrorTracking.Scrubbing;
using Monitoring.ErrorTracking.Scrubbing.Patterns;

namespace Monitoring.ErrorTracking.Tests.Scrubbing;

public sealed class RegexBudgetTests
{
    [Fact]
    public void Find_TimeIsOver_TakesEachFurtherTextWhole()
    {
        var budget = new RegexBudget();
        var found = new List<Stretch>();

        budget.Find(new Slow(), "abc", found);
        Assert.True(budget.IsSpent);
        Assert.Empty(found);
        budget.Find(new Slow(), "abc", found);
        budget.Find(new Slow(), "", found);

        Assert.Equal([new Stretch(0, 3, ScrubType.Regex)], found);
    }

    [Fact]
    public void Find_Quick_IsNotSpent()
    {
        var budget = new RegexBudget();
        var found = new List<Stretch>();
        for (var text = 0; text < 100; text++)
        {
            budget.Find(new RegexFinder(RegexText.Compile("b+", out _, out _)!), "abc", found);
        }

        Assert.False(budget.IsSpent);
        Assert.Equal(100, found.Count);
    }

    private sealed class Slow : ITextFinder
    {
        public bool MayFind(TextSigns signs) => true;

        public void Find(ReadOnlySpan<char> text, List<Stretch> found) => Thread.Sleep(RegexBudget.Longest);
    }
}
