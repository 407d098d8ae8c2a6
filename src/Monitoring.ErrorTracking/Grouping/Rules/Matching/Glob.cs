using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Grouping.Rules.Matching;

/// <summary>
/// A pattern: <c>*</c> is any text, <c>?</c> one character, <c>[a-z]</c> one of a set, <c>{a,b}</c> one of several texts. In paths a single star
/// stays within one folder, <c>**</c> does not, and a path that does not begin with a slash is also tried with one.
/// </summary>
/// <remarks>
/// Matching allocates nothing for texts of ordinary length and takes at most the time of the text's length times the pattern's; there is no going back and
/// trying again. Paths must be normalised by <see cref="PathText"/>.
/// </remarks>
internal sealed class Glob
{
    private readonly ImmutableArray<GlobPart> _parts;
    private readonly GlobKind _kind;

    private Glob(ImmutableArray<GlobPart> parts, GlobKind kind)
    {
        _parts = parts;
        _kind = kind;
    }

    public ImmutableArray<GlobPart> Parts => _parts;

    /// <returns>Null with an error when the pattern is malformed.</returns>
    public static Glob? Parse(string pattern, GlobKind kind, out string? error)
    {
        var isPath = kind == GlobKind.Path;
        if (GlobAlternatives.Expand(isPath ? pattern.ToLowerInvariant().Replace('\\', '/') : pattern, out error) is not { } alternatives)
        {
            return null;
        }

        var parts = ImmutableArray.CreateBuilder<GlobPart>(alternatives.Count);
        foreach (var alternative in alternatives)
        {
            var text = kind == GlobKind.TextIgnoringCase ? alternative.ToUpperInvariant() : alternative;
            if (GlobScanner.Read(text, isPath, out error) is not { } tokens)
            {
                return null;
            }

            if (tokens.Count(token => token.IsStar) > RuleLimits.Stars)
            {
                error = $"A pattern has at most {RuleLimits.Stars} stars.";
                return null;
            }

            AddParts(tokens, kind, parts);
        }

        return new Glob(parts.ToImmutable(), kind);
    }

    /// <param name="text">The text.</param>
    /// <param name="budget">What automata may cost; plain comparisons are not counted here.</param>
    public bool IsMatch(ReadOnlySpan<char> text, RuleBudget budget)
    {
        foreach (var part in _parts)
        {
            if (part.MayMatch(text) && (part.Shape != GlobShape.Program || Runs(part, text, budget)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A path is a match with a slash before it when the same pattern without its first slash matches, or one that begins with any text.</summary>
    private static void AddParts(GlobToken[] tokens, GlobKind kind, ImmutableArray<GlobPart>.Builder parts)
    {
        if (kind != GlobKind.Path || tokens.Length == 0)
        {
            parts.Add(new GlobPart(tokens, kind));
            return;
        }

        foreach (var form in PathForms.Of(tokens))
        {
            parts.Add(new GlobPart(form, kind));
        }
    }

    private bool Runs(GlobPart part, ReadOnlySpan<char> text, RuleBudget budget) =>
        budget.TrySpend((long)part.Length * RuleBudget.WeightOf(text.Length)) && (_kind == GlobKind.TextIgnoringCase ? RunsInUpperCase(part, text) : part.Runs(text));

    private static bool RunsInUpperCase(GlobPart part, ReadOnlySpan<char> text)
    {
        const int maxOnStack = 256;
        Span<char> upper = text.Length <= maxOnStack ? stackalloc char[text.Length] : new char[text.Length];
        text.ToUpperInvariant(upper);
        return part.Runs(upper);
    }
}
