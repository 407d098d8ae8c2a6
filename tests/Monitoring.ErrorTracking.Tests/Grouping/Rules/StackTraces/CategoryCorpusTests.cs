using System.Collections.Immutable;
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
    private const double DemandedAcross = 0.93;
    private const int Splits = 12;

    [Fact]
    public void Apply_BuiltInRules_GivesTheCategoriesOfTheReference()
    {
        using var expectations = Expectations();

        var (count, misses) = Measure(StackTraceRules.Of(BuiltInRules.StackTraces2026), [.. expectations.RootElement.EnumerateArray()]);

        var parity = 1 - (misses.Count / (double)count);
        TestContext.Current.TestOutputHelper?.WriteLine($"{parity:P2} of {count} frames\n{string.Join('\n', misses)}");
        Assert.True(parity >= Demanded, $"{parity:P2} of {count} frames\n{string.Join('\n', misses)}");
    }

    /// <summary>
    /// How well rules do on recordings that they were not made for: of the rules only those are kept that apply to something in one half of the recordings, and
    /// the other half is measured. Rules that name what occurs once lose by that; those that say how code is named do not.
    /// </summary>
    [Fact]
    public void Apply_RulesThatOneHalfOfTheRecordingsKnows_FitTheOtherHalf()
    {
        using var expectations = Expectations();
        var parities = Enumerable.Range(0, Splits).Select(seed =>
        {
            var rows = expectations.RootElement.EnumerateArray().ToArray();
            new Random(seed).Shuffle(rows);
            var (count, misses) = Measure(StackTraceRules.Of(RulesKnownTo(rows[..(rows.Length / 2)])), rows[(rows.Length / 2)..]);
            return 1 - (misses.Count / (double)count);
        }).ToArray();

        var told = $"mean {parities.Average():P2} of {string.Join(", ", parities.Select(parity => parity.ToString("P2", System.Globalization.CultureInfo.InvariantCulture)))}";
        TestContext.Current.TestOutputHelper?.WriteLine(told);
        Assert.True(parities.Average() >= DemandedAcross, told);
    }

    private static JsonDocument Expectations() => JsonDocument.Parse(File.ReadAllBytes(Corpus.File("sentry/categories/expectations.json")));

    private static ImmutableArray<StackTraceRule> RulesKnownTo(JsonElement[] rows)
    {
        var rules = StackTraceRules.Of(BuiltInRules.StackTraces2026);
        var recordings = rows.Select(row => Frames(row).Select(trace =>
        {
            rules.Apply(trace.Frames, trace.Exception, new RuleBudget());
            return trace.Frames;
        }).ToList()).ToList();
        return [.. BuiltInRules.StackTraces2026.Where(rule => IsAboutCategories(rule) || recordings.Any(traces => traces.Any(frames => Enumerable.Range(0, frames.Length).Any(i => rule.IsMatch(frames, i, new RuleBudget())))))];
    }

    /// <summary>Such a rule says what follows from categories, whatever the names.</summary>
    private static bool IsAboutCategories(StackTraceRule rule) => rule.ToString().Contains("category:", StringComparison.Ordinal);

    private static (int Count, List<string> Misses) Measure(StackTraceRules rules, JsonElement[] rows)
    {
        var misses = new List<string>();
        var count = 0;
        foreach (var row in rows)
        {
            var frames = Categorize(row, rules);
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

        return (count, misses);
    }

    private static bool IsSame(RuleFrame frame, JsonElement expected)
    {
        var function = RuleCorpus.Text(expected, "function");
        var package = RuleCorpus.Text(expected, "package");
        return (function == "???" ? RuleFrame.Unknown : function) == frame.Function
            && (package is null || package == frame.Module || package == frame.Package || package == frame.FileName
                || frame.Package?.EndsWith('/' + package, StringComparison.Ordinal) == true || frame.Path?.EndsWith('/' + package, StringComparison.Ordinal) == true);
    }

    private static List<RuleFrame> Categorize(JsonElement row, StackTraceRules rules)
    {
        var all = new List<RuleFrame>();
        foreach (var (frames, exception) in Frames(row))
        {
            rules.Apply(frames, exception, new RuleBudget());
            all.AddRange(frames);
        }

        return all;
    }

    private static IEnumerable<(RuleFrame[] Frames, ExceptionFacts Exception)> Frames(JsonElement row)
    {
        using var input = JsonDocument.Parse(File.ReadAllBytes(Corpus.File("sentry/categories", row.GetProperty("input").GetString()!)));
        var platform = RuleCorpus.Text(input.RootElement, "platform");
        foreach (var exception in input.RootElement.GetProperty("exception").GetProperty("values").EnumerateArray())
        {
            if (exception.TryGetProperty("stacktrace", out var trace) && trace.ValueKind == JsonValueKind.Object
                && trace.TryGetProperty("frames", out var list))
            {
                yield return (RuleCorpus.Frames(list, platform), RuleCorpus.Exception(exception));
            }
        }
    }
}
