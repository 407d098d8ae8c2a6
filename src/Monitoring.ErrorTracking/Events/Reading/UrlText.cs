namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Takes URLs apart as text, without judging them.</summary>
internal static class UrlText
{
    private static readonly string[] FrameSchemes = ["http:", "https:", "file:", "applewebdata:"];

    /// <summary>The path of the URL of a frame; null when it is no URL or has no path.</summary>
    public static string? PathOf(string url)
    {
        if (!FrameSchemes.Any(scheme => url.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        var rest = url.AsSpan(url.IndexOf(':', StringComparison.Ordinal) + 1);
        if (rest.StartsWith("//"))
        {
            rest = rest[2..];
            var slash = rest.IndexOf('/');
            rest = slash < 0 ? default : rest[slash..];
        }

        var end = rest.IndexOfAny('?', '#');
        rest = end < 0 ? rest : rest[..end];
        return rest.Length > 1 ? rest.ToString() : null;
    }

    /// <summary>Cuts the query and the fragment off a URL.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="query">The query without its question mark; null when there is none.</param>
    /// <param name="fragment">The fragment without its hash; null when there is none.</param>
    public static string Split(string url, out string? query, out string? fragment)
    {
        query = null;
        fragment = null;
        var hash = url.IndexOf('#', StringComparison.Ordinal);
        if (hash >= 0)
        {
            fragment = url[(hash + 1)..];
            url = url[..hash];
        }

        var mark = url.IndexOf('?', StringComparison.Ordinal);
        if (mark >= 0)
        {
            query = url[(mark + 1)..];
            url = url[..mark];
        }

        return url;
    }
}
