using System.Text.Json;
using Monitoring.ErrorTracking.Grouping.Rules;
using Monitoring.ErrorTracking.Grouping.Rules.BuiltIn;
using Monitoring.ErrorTracking.Grouping.Rules.StackTraces;
using Monitoring.TestData;

namespace Monitoring.ErrorTracking.Tests.Grouping.Rules.StackTraces;

/// <summary>The categories that the built-in rules give to frames of mobile applications, against what was recorded of the reference.</summary>
public sealed class CategoryCorpusTests
{
    private const double Demanded = 0.97;

    [Fact]
    public void Apply_BuiltInRules_GivesTheCategoriesOfTheReference()
    {
        var misses = new List<string>();
        var count = 0;
        var rules = StackTraceRules.Of(BuiltInRules.StackTraces2026);
        using var expectations = JsonDocument.Parse(File.ReadAllBytes(Corpus.File("sentry/categories/expectations.json")));
        foreach (var row in expectations.RootElement.EnumerateArray())
        {
            var frames = Categorize(Corpus.File("sentry/categories", row.GetProperty("input").GetString()!), rules);
            var next = 0;
            foreach (var expected in row.GetProperty("frames").EnumerateArray())
            {
                // Frames with very long names were not recorded.
                while (next < frames.Count && !IsSame(frames[next], expected))
                {
                    next++;
                }

                if (next == frames.Count)
                {
                    break;
                }

                count++;
                var frame = frames[next++];
                var category = RuleCorpus.Text(expected, "category");
                if (category != frame.Category)
                {
                    misses.Add($"{category ?? "none"}, not {frame.Category ?? "none"}: {frame.Module ?? frame.Package ?? frame.Path} {frame.Function}; {frame.CategoryRule}");
                }
            }
        }

        var parity = 1 - (misses.Count / (double)count);
        TestContext.Current.TestOutputHelper?.WriteLine($"{parity:P2} of {count} frames\n{string.Join('\n', misses)}");
        Assert.True(parity >= Demanded, $"{parity:P2} of {count} frames\n{string.Join('\n', misses)}");
    }

    private static bool IsSame(RuleFrame frame, JsonElement expected)
    {
        var function = RuleCorpus.Text(expected, "function");
        var package = RuleCorpus.Text(expected, "package");
        return (function == "???" ? RuleFrame.Unknown : function) == frame.Function
            && (package is null || package == frame.Module || package == frame.Package || package == frame.FileName
                || frame.Package?.EndsWith('/' + package, StringComparison.Ordinal) == true || frame.Path?.EndsWith('/' + package, StringComparison.Ordinal) == true);
    }

    private static List<RuleFrame> Categorize(string path, StackTraceRules rules)
    {
        using var input = JsonDocument.Parse(File.ReadAllBytes(path));
        var platform = RuleCorpus.Text(input.RootElement, "platform");
        var all = new List<RuleFrame>();
        foreach (var exception in input.RootElement.GetProperty("exception").GetProperty("values").EnumerateArray())
        {
            if (exception.TryGetProperty("stacktrace", out var trace) && trace.ValueKind == JsonValueKind.Object
                && trace.TryGetProperty("frames", out var list))
            {
                var frames = RuleCorpus.Frames(list, platform);
                rules.Apply(frames, RuleCorpus.Exception(exception), new RuleBudget());
                all.AddRange(frames);
            }
        }

        return all;
    }
}
