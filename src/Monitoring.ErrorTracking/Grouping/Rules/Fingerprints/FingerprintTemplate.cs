namespace Monitoring.ErrorTracking.Grouping.Rules.Fingerprints;

/// <summary>Divides texts into plain parts and variables such as <c>{{ transaction }}</c>.</summary>
internal static class FingerprintTemplate
{
    /// <summary>The parts in order; variables are written with one blank inside the braces. A text without variables is one part.</summary>
    public static List<string> Split(string text)
    {
        var parts = new List<string>();
        var start = 0;
        for (var i = 0; i < text.Length;)
        {
            if (VariableAt(text, i, out var name) is var length and > 0)
            {
                if (i > start)
                {
                    parts.Add(text[start..i]);
                }

                parts.Add($"{{{{ {name} }}}}");
                start = i += length;
            }
            else
            {
                i++;
            }
        }

        if (start < text.Length || parts.Count == 0)
        {
            parts.Add(text[start..]);
        }

        return parts;
    }

    /// <summary>Replaces the variables of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="resolve">Gives the value of a variable by its name; null leaves it as it is.</param>
    public static string Expand(string text, Func<string, string?> resolve) =>
        string.Concat(Split(text).Select(part => TryReadVariable(part, out var name) ? resolve(name) ?? part : part));

    /// <summary>Whether a text is one variable and nothing else.</summary>
    public static bool TryReadVariable(string text, out string name) => VariableAt(text, 0, out name) is var length && length > 0 && length == text.Length;

    private static int VariableAt(string text, int start, out string name)
    {
        name = "";
        if (start + 1 >= text.Length || text[start] != '{' || text[start + 1] != '{')
        {
            return 0;
        }

        var i = SkipBlanks(text, start + 2);
        var nameStart = i;
        while (i < text.Length && !char.IsWhiteSpace(text[i]) && text[i] is not ('{' or '}'))
        {
            i++;
        }

        name = text[nameStart..i];
        i = SkipBlanks(text, i);
        return name.Length > 0 && i + 1 < text.Length && text[i] == '}' && text[i + 1] == '}' ? i + 2 - start : 0;
    }

    private static int SkipBlanks(string text, int start)
    {
        while (start < text.Length && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        return start;
    }
}
