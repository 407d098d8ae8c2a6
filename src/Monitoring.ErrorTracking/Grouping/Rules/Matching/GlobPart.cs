namespace Monitoring.ErrorTracking.Grouping.Rules.Matching;

/// <summary>One alternative of a pattern: a plain comparison where that will do, else an automaton.</summary>
internal sealed class GlobPart
{
    private readonly GlobProgram? _program;
    private readonly StringComparison _comparison;

    public GlobPart(GlobToken[] tokens, GlobKind kind)
    {
        _comparison = kind == GlobKind.TextIgnoringCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        (Shape, Literal) = ShapeOf(tokens);
        if (Shape == GlobShape.Program)
        {
            _program = new GlobProgram(tokens, kind == GlobKind.Path);
        }

        Length = tokens.Length;
    }

    public GlobShape Shape { get; }

    /// <summary>The text that is compared; of an automaton the text with which every match begins.</summary>
    public string Literal { get; }

    /// <summary>How many places the pattern has.</summary>
    public int Length { get; }

    /// <summary>Whether the text has what is plain of the pattern. Of all shapes but the automaton that is the whole of it.</summary>
    public bool MayMatch(ReadOnlySpan<char> text) => Shape switch
    {
        GlobShape.Exact => text.Equals(Literal, _comparison),
        GlobShape.Prefix => text.StartsWith(Literal, _comparison),
        GlobShape.Suffix => text.EndsWith(Literal, _comparison),
        GlobShape.Contains => text.Contains(Literal, _comparison),
        _ => text.StartsWith(Literal, _comparison),
    };

    /// <summary>Whether the automaton accepts a text that has what is plain of the pattern.</summary>
    public bool Runs(ReadOnlySpan<char> text) => _program!.IsMatch(text);

    private static (GlobShape Shape, string Literal) ShapeOf(GlobToken[] tokens)
    {
        var length = 0;
        while (length < tokens.Length && tokens[length].Kind == GlobTokenKind.Character)
        {
            length++;
        }

        if (length == tokens.Length)
        {
            return (GlobShape.Exact, Text(tokens));
        }

        if (tokens[length].Kind == GlobTokenKind.DoubleStar && length == tokens.Length - 1)
        {
            return (GlobShape.Prefix, Text(tokens.AsSpan(0, length)));
        }

        if (length == 0 && tokens[0].Kind == GlobTokenKind.DoubleStar)
        {
            var rest = tokens.AsSpan(1);
            var isOpen = rest[^1].Kind == GlobTokenKind.DoubleStar;
            var literal = isOpen ? rest[..^1] : rest;
            if (IsText(literal))
            {
                return (isOpen ? GlobShape.Contains : GlobShape.Suffix, Text(literal));
            }
        }

        return (GlobShape.Program, Text(tokens.AsSpan(0, length)));
    }

    private static bool IsText(ReadOnlySpan<GlobToken> tokens)
    {
        foreach (var token in tokens)
        {
            if (token.Kind != GlobTokenKind.Character)
            {
                return false;
            }
        }

        return true;
    }

    private static string Text(ReadOnlySpan<GlobToken> tokens)
    {
        var text = new char[tokens.Length];
        for (var i = 0; i < tokens.Length; i++)
        {
            text[i] = tokens[i].Character;
        }

        return new string(text);
    }
}
