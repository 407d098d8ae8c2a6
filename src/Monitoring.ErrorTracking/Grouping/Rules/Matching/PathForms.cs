namespace Monitoring.ErrorTracking.Grouping.Rules.Matching;

/// <summary>
/// Takes a pattern for paths apart into simpler ones. A path that does not begin with a slash is also a match with one before it, and
/// <c>**/x</c> is <c>x</c> itself or anything that ends with <c>/x</c>.
/// </summary>
internal static class PathForms
{
    private static readonly GlobToken AnyText = new(GlobTokenKind.DoubleStar);
    private static readonly GlobToken Slash = new(GlobTokenKind.Character, '/');

    public static IEnumerable<GlobToken[]> Of(GlobToken[] tokens)
    {
        if (tokens[0].Kind == GlobTokenKind.Folders && IsLiteral(tokens.AsSpan(2), out var isOpen))
        {
            var rest = tokens[2..];
            if (rest.Length > (isOpen ? 1 : 0))
            {
                yield return rest;
                yield return [AnyText, Slash, .. rest];
                yield break;
            }
        }

        yield return tokens;
        if (tokens[0] == Slash && tokens.Length > 1)
        {
            yield return tokens[1..];
        }
    }

    private static bool IsLiteral(ReadOnlySpan<GlobToken> tokens, out bool isOpen)
    {
        isOpen = tokens.Length > 0 && tokens[^1].Kind == GlobTokenKind.DoubleStar;
        foreach (var token in isOpen ? tokens[..^1] : tokens)
        {
            if (token.Kind != GlobTokenKind.Character)
            {
                return false;
            }
        }

        return true;
    }
}
