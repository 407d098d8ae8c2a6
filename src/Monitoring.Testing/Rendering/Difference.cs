namespace Monitoring.Testing.Rendering;

/// <summary>Shows two long texts that are not equal, and where they part, so that nobody has to look for it.</summary>
internal static class Difference
{
    private const int ShownCharacters = 60;

    public static string? Find(string what, string expected, string actual) => expected == actual ? null
        : string.Join(Environment.NewLine, $"{what}", $"expected: {expected}", $"     was: {actual}", $" part at: {Parting(expected, actual)}");

    /// <summary>From the field on in which they differ, with the word before it, which as a rule names the field.</summary>
    private static string Parting(string expected, string actual)
    {
        var at = expected.AsSpan().CommonPrefixLength(actual);
        var field = at == 0 ? -1 : expected.LastIndexOf(' ', at - 1);
        var name = field <= 0 ? -1 : expected.LastIndexOf(' ', field - 1);
        return $"'{Cut(expected, name + 1)}' and '{Cut(actual, name + 1)}'";
    }

    private static string Cut(string text, int from) => text.Length - from <= ShownCharacters ? text[from..] : $"{text.AsSpan(from, ShownCharacters)}…";
}
