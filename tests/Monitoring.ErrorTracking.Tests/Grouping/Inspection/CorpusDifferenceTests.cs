using Monitoring.ErrorTracking.Events.Reading;
using Monitoring.ErrorTracking.Grouping;
using Monitoring.ErrorTracking.Grouping.Inspection;
using Monitoring.TestData;

namespace Monitoring.ErrorTracking.Tests.Grouping.Inspection;

/// <summary>For any two recorded events that are different issues, somebody is told what keeps them apart.</summary>
public sealed class CorpusDifferenceTests
{
    private const string Inputs = "sentry/grouping/inputs/";

    private static readonly EventNormalizer Normalizer = new(64 * 1024 * 1024);

    [Fact]
    public void Every_two_recorded_events_are_one_issue_or_have_a_difference()
    {
        var explained = Directory.EnumerateFiles(Corpus.File(Inputs), "*.json").Order(StringComparer.Ordinal).Select(Explain).ToList();
        Assert.True(explained.Count > 50, "There is too little to compare.");
        for (var i = 0; i < explained.Count; i++)
        {
            for (var j = i; j < explained.Count; j++)
            {
                AssertTold(explained[i], explained[j]);
            }
        }
    }

    [Fact]
    public async Task The_worked_example_of_the_guide_is_what_is_told()
    {
        var first = Explain(Corpus.File(Inputs + "javascript-xbrowser-edge.json"));
        var second = Explain(Corpus.File(Inputs + "javascript-xbrowser-http-edge.json"));

        var guide = await File.ReadAllTextAsync(Repository.File("docs", "grouping.md"), TestContext.Current.CancellationToken);

        var difference = GroupingDifferences.Find(first, second)!;
        Assert.Contains(difference.Text, guide, StringComparison.Ordinal);
        Assert.Contains($"\"firstPath\": \"{difference.FirstPath}\"", guide, StringComparison.Ordinal);
        Assert.Contains($"\"secondPath\": \"{difference.SecondPath}\"", guide, StringComparison.Ordinal);
    }

    private static void AssertTold(GroupingExplanation first, GroupingExplanation second)
    {
        var difference = GroupingDifferences.Find(first, second);
        if (first.Hashes.Intersect(second.Hashes).Any())
        {
            Assert.Null(difference);
            return;
        }

        Assert.NotNull(difference);
        Assert.False(difference.FirstValue == difference.SecondValue && difference.FirstPath == difference.SecondPath, difference.Text);
        AssertThere(first, difference.FirstPath, difference.FirstValue);
        AssertThere(second, difference.SecondPath, difference.SecondValue);
    }

    /// <summary>What is shown of an event is a value that counts in it, or that it has no more of them.</summary>
    private static void AssertThere(GroupingExplanation explanation, string? path, string? value)
    {
        Assert.Equal(path is null, value is null);
        Assert.True(value is null || explanation.Variants.Any(variant => variant.Contributes && variant.Values.Contains(value)), value);
    }

    private static GroupingExplanation Explain(string file) =>
        Strategies.Default.Explain(Normalizer.Normalize(File.ReadAllBytes(file), Some.Receipt()).Event!, GroupingRules.None);
}
