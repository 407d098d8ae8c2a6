namespace Monitoring.ErrorTracking.Tracing.Naming;

/// <summary>
/// Cleans paths of what differs from call to call: query and fragment go, segments that are an identifier or an address become a star, and so do identifiers
/// within a segment.
/// </summary>
internal static class UrlNames
{
    /// <summary>How many segments are told apart; a longer path ends with a star.</summary>
    private const int MaxSegments = 20;

    /// <summary>Whether a text is a path or an address, with or without a method in front.</summary>
    public static bool IsUrl(string text) => MethodLength(text) is var method && (text.AsSpan(method) is ['/', ..] || HasScheme(text.AsSpan(method)));

    /// <summary>Cleans a path or an address, with or without a method in front.</summary>
    public static string Clean(string text)
    {
        var method = MethodLength(text);
        var rest = text.AsSpan(method);
        var path = HasScheme(rest) ? PathOf(rest) : 0;
        var end = rest[path..].IndexOfAny('?', '#');
        var segments = (end < 0 ? rest[path..] : rest.Slice(path, end)).ToString().Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            segments[i] = CleanSegment(segments[i]);
        }

        var cleaned = segments.Length <= MaxSegments ? string.Join('/', segments) : string.Join('/', segments.Take(MaxSegments)) + "/*";
        return string.Concat(text.AsSpan(0, method), WithoutUser(rest[..path]), cleaned);
    }

    private static string CleanSegment(string segment) =>
        IdentifierText.IsIdentifier(segment) || segment.Contains('@', StringComparison.Ordinal) || segment.Contains("%40", StringComparison.Ordinal)
            ? IdentifierText.Star.ToString()
            : IdentifierText.Clean(segment);

    /// <summary>The length of a method in capitals and the blank after it; 0 when there is none.</summary>
    private static int MethodLength(string text)
    {
        var blank = text.IndexOf(' ', StringComparison.Ordinal);
        return blank is >= 3 and <= 10 && text.AsSpan(0, blank).IndexOfAnyExceptInRange('A', 'Z') < 0 ? blank + 1 : 0;
    }

    private static bool HasScheme(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf("://");
        return colon is > 0 and <= 12 && text[..colon].IndexOfAnyExceptInRange('a', 'z') < 0;
    }

    private static int PathOf(ReadOnlySpan<char> url)
    {
        var host = url.IndexOf("://") + 3;
        var end = url[host..].IndexOfAny('/', '?', '#');
        return end < 0 ? url.Length : host + end;
    }

    private static ReadOnlySpan<char> WithoutUser(ReadOnlySpan<char> server)
    {
        var at = server.LastIndexOf('@');
        return at < 0 ? server : string.Concat(server[..(server.IndexOf("://") + 3)], server[(at + 1)..]);
    }
}
