namespace Monitoring.Core.Redaction;

/// <summary>Finds e-mail addresses.</summary>
internal static class EmailFinder
{
    private const int MaxLocalPart = 64;
    private const int MaxDomain = 255;

    public static void Find(ReadOnlySpan<char> text, ref Findings found)
    {
        var position = 0;
        while (text[position..].IndexOf('@') is var offset and >= 0)
        {
            var at = position + offset;
            var local = StartOfLocalPart(text, Math.Max(position, at - MaxLocalPart), at);
            position = at + 1;
            var domain = EndOfDomain(text, position);
            if (local < at && IsDomain(text[position..domain]))
            {
                found.Add(local, domain);
                position = domain;
            }
        }
    }

    private static int StartOfLocalPart(ReadOnlySpan<char> text, int from, int at)
    {
        var before = at;
        while (before > from && (char.IsLetterOrDigit(text[before - 1]) || text[before - 1] is '.' or '_' or '%' or '+' or '-'))
        {
            before--;
        }

        return before;
    }

    private static int EndOfDomain(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end < text.Length && end - start < MaxDomain && (char.IsLetterOrDigit(text[end]) || text[end] is '.' or '-'))
        {
            end++;
        }

        while (end > start && text[end - 1] is '.' or '-')
        {
            end--;
        }

        return end;
    }

    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        var dot = domain.LastIndexOf('.');
        return dot > 0 && domain.Length - dot > 2 && char.IsLetter(domain[dot + 1]);
    }
}
