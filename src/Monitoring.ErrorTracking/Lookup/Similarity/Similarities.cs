using System.Collections.Immutable;
using System.Globalization;

namespace Monitoring.ErrorTracking.Lookup.Similarity;

/// <summary>
/// How alike two issues are: <c>(0.3 T + 0.5 F + 0.2 M) / w</c>. <c>T</c> is 1 when the types of the causes are equal, 0.5 when any types are. <c>F</c> is the weighted
/// Jaccard index of the frames; a frame weighs <c>ln(1 + n / d) / (1 + p)</c>, with <c>n</c> the issues that are compared, <c>d</c> those that have the frame and <c>p</c> its
/// place from the crash on. <c>M</c> is the Jaccard index of the words of the masked messages. What neither has is left out, and <c>w</c> is the weight of the rest.
/// </summary>
internal sealed class Similarities
{
    /// <summary>From here on two issues are probably one fault.</summary>
    public const double Threshold = 0.65;

    private const double TypeWeight = 0.3;
    private const double FrameWeight = 0.5;
    private const double WordWeight = 0.2;
    private const int ShownFrames = 3;

    private readonly Dictionary<string, int> _issuesWith = new(StringComparer.Ordinal);
    private readonly int _issues;

    /// <param name="all">The issues that are compared; among them it shows which frames are rare.</param>
    public Similarities(IReadOnlyCollection<IssueTraits> all)
    {
        _issues = all.Count;
        foreach (var frame in all.SelectMany(traits => traits.Frames.Keys))
        {
            _issuesWith[frame] = _issuesWith.GetValueOrDefault(frame) + 1;
        }
    }

    public (double Score, ImmutableArray<string> Reasons) Compare(IssueTraits first, IssueTraits second)
    {
        var reasons = ImmutableArray.CreateBuilder<string>();
        var (sum, weight) = (0.0, 0.0);
        Take(TypeWeight, first.Types.Length + second.Types.Length > 0, Types(first, second), "type", first.Types.Intersect(second.Types));
        Take(FrameWeight, first.Frames.Count + second.Frames.Count > 0, Frames(first, second), "frames", Common(first, second));
        Take(WordWeight, first.Words.Count + second.Words.Count > 0, Words(first, second), "message", first.Words.Intersect(second.Words).Order(StringComparer.Ordinal));
        return (weight > 0 ? Math.Round(sum / weight, 3) : 0, reasons.ToImmutable());

        void Take(double of, bool isThere, double value, string name, IEnumerable<string> common)
        {
            sum += isThere ? of * value : 0;
            weight += isThere ? of : 0;
            if (isThere && value > 0)
            {
                reasons.Add(string.Create(CultureInfo.InvariantCulture, $"{name} {value:0.00}: {string.Join(", ", common.Take(ShownFrames))}"));
            }
        }
    }

    private static double Types(IssueTraits first, IssueTraits second) => first.Types.Length == 0 || second.Types.Length == 0 ? 0
        : first.Types[0] == second.Types[0] ? 1
        : first.Types.Intersect(second.Types).Any() ? 0.5
        : 0;

    private static double Words(IssueTraits first, IssueTraits second)
    {
        var common = first.Words.Count(second.Words.Contains);
        return common == 0 ? 0 : common / (double)(first.Words.Count + second.Words.Count - common);
    }

    private static IEnumerable<string> Common(IssueTraits first, IssueTraits second) =>
        first.Frames.Where(frame => second.Frames.ContainsKey(frame.Key)).OrderBy(frame => frame.Value).Select(frame => frame.Key);

    private double Frames(IssueTraits first, IssueTraits second)
    {
        var (common, all) = (0.0, 0.0);
        foreach (var frame in first.Frames.Keys.Union(second.Frames.Keys))
        {
            var (one, other) = (Weight(first, frame), Weight(second, frame));
            common += Math.Min(one, other);
            all += Math.Max(one, other);
        }

        return all > 0 ? common / all : 0;
    }

    private double Weight(IssueTraits traits, string frame) =>
        traits.Frames.TryGetValue(frame, out var place) ? Math.Log(1 + (_issues / (double)_issuesWith.GetValueOrDefault(frame, 1))) / (1 + place) : 0;
}
