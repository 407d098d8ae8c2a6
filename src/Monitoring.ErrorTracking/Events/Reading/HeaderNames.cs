namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Writes the names of headers in one way, like <c>Content-Type</c>.</summary>
internal static class HeaderNames
{
    public static bool IsCapitalised(string name)
    {
        var first = true;
        foreach (var letter in name)
        {
            if (first && char.IsAsciiLetterLower(letter))
            {
                return false;
            }

            first = letter == '-';
        }

        return true;
    }

    public static string Capitalise(string name) => string.Create(name.Length, name, static (letters, name) =>
    {
        var first = true;
        for (var i = 0; i < letters.Length; i++)
        {
            letters[i] = first && char.IsAsciiLetterLower(name[i]) ? char.ToUpperInvariant(name[i]) : name[i];
            first = name[i] == '-';
        }
    });
}
