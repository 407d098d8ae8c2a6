using System.Text.Json;
using Monitoring.ErrorTracking.Lookup.Similarity;
using Monitoring.ErrorTracking.Searching;
using Monitoring.ErrorTracking.Tests.Events;
using Monitoring.TestData;

namespace Monitoring.ErrorTracking.Tests.Lookup;

public sealed class SimilarityTests
{
    /// <summary>
    /// Duplicate reports of 36 planted bugs over several call paths with changing numbers: those that are alike enough are put together, and each report is compared
    /// with the others of its cluster and of its bug (B-cubed).
    /// </summary>
    [Fact]
    public void Similar_reports_are_put_together_and_hardly_ever_others()
    {
        var reports = File.ReadLines(Corpus.File("dedup", "synthetic_python.jsonl")).Select(Read).ToList();
        var similarities = new Similarities([.. reports.Select(report => report.Traits)]);
        var clusters = Cluster(reports.Count, (first, second) => similarities.Compare(reports[first].Traits, reports[second].Traits).Score >= Similarities.Threshold);

        var (precision, recall) = (0.0, 0.0);
        for (var i = 0; i < reports.Count; i++)
        {
            var cluster = Enumerable.Range(0, reports.Count).Where(j => clusters[j] == clusters[i]).ToList();
            var right = cluster.Count(j => reports[j].Bug == reports[i].Bug);
            precision += right / (double)cluster.Count / reports.Count;
            recall += right / (double)reports.Count(report => report.Bug == reports[i].Bug) / reports.Count;
        }

        var score = 2 * precision * recall / (precision + recall);
        Assert.True(precision >= 0.98 && score >= 0.75, $"precision {precision:0.000}, recall {recall:0.000}, F1 {score:0.000}");
    }

    [Fact]
    public void Scores_are_those_of_the_formula()
    {
        var first = Traits("no answer after 30 s", ["Timeout"], ["bank charge", "shop pay"]);
        var same = Traits("no answer after 31 s", ["Timeout"], ["bank charge", "shop pay"]);
        var other = Traits("division by zero", ["DivideByZero"], ["tax compute", "shop pay"]);
        var similarities = new Similarities([first, same, other]);

        Assert.Equal(1, similarities.Compare(first, same).Score);

        // The frame that all have weighs ln 2 at place 1; the others ln 2.5 and ln 4 at place 0.
        var frames = Math.Log(2) / 2 / (Math.Log(2.5) + Math.Log(4) + (Math.Log(2) / 2));
        var (score, reasons) = similarities.Compare(first, other);
        Assert.Equal(Math.Round(0.5 * frames, 3), score);
        Assert.Equal(["frames 0.13: shop pay"], reasons);
        Assert.Equal(0, new Similarities([]).Compare(Traits("", [], []), Traits("", [], [])).Score);
    }

    /// <summary>What the formula is bad at: one helper that reports what others did wrong makes different faults look alike.</summary>
    [Fact]
    public void Two_faults_that_one_helper_reports_look_alike()
    {
        var first = Traits("failed", ["AppError"], ["util fail", "cart add"]);
        var second = Traits("failed", ["AppError"], ["util fail", "tax compute"]);

        Assert.True(new Similarities([first, second]).Compare(first, second).Score >= Similarities.Threshold);
    }

    private static IssueTraits Traits(string message, string[] types, string[] frames) =>
        IssueTraits.Of(string.Join('\n', [$"\u0001{message}", .. types.Select(type => $"\u0002{type}"), .. frames.Select(frame => $"\u0003{frame}")]), "");

    private static (string Bug, IssueTraits Traits) Read(string line)
    {
        using var json = JsonDocument.Parse(line);
        var errorEvent = Normalized.Of(json.RootElement.GetProperty("event").GetRawText());
        return (json.RootElement.GetProperty("bucket").GetString()!, IssueTraits.Of(IssueText.Of(errorEvent), ""));
    }

    private static int[] Cluster(int count, Func<int, int, bool> areAlike)
    {
        var clusters = Enumerable.Range(0, count).ToArray();
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (clusters[i] != clusters[j] && areAlike(i, j))
                {
                    var (from, to) = (clusters[i], clusters[j]);
                    clusters = Array.ConvertAll(clusters, cluster => cluster == from ? to : cluster);
                }
            }
        }

        return clusters;
    }
}
