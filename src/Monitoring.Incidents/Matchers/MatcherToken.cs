namespace Monitoring.Incidents.Matchers;

/// <summary>A part of a text in the strict syntax; its place is in characters as people count them, from 0.</summary>
internal readonly ref struct MatcherToken(MatcherTokenKind kind, ReadOnlySpan<char> text, int begin, int end)
{
    public MatcherTokenKind Kind { get; } = kind;

    /// <summary>As it stands there, with its quotes.</summary>
    public ReadOnlySpan<char> Text { get; } = text;

    public int End { get; } = end;

    public string Place => $"{begin}:{End}";
}
