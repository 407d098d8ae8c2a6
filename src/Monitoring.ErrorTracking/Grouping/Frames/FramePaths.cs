namespace Monitoring.ErrorTracking.Grouping.Frames;

/// <summary>Tells URLs from paths.</summary>
internal static class FramePaths
{
    private static readonly string[] Origins = ["http:", "https:", "applewebdata:", "blob:"];

    /// <summary>Whether the file was loaded from some address, so that its name changes from build to build. Local files have lasting names.</summary>
    public static bool HasUrlOrigin(string? path) => path is not null && Array.Exists(Origins, origin => path.StartsWith(origin, StringComparison.Ordinal));

    /// <summary>Whether it is a URL at all, that of a local file included.</summary>
    public static bool IsUrl(string? path) => HasUrlOrigin(path) || path?.StartsWith("file:", StringComparison.Ordinal) == true;

    /// <summary>The last segment in lower case, whichever way the slashes lean.</summary>
    public static string LowerBaseName(string path)
    {
        var start = path.AsSpan().LastIndexOfAny('/', '\\') + 1;
        return start == 0
            ? path.ToLowerInvariant()
            : string.Create(path.Length - start, (path, start), static (name, source) => source.path.AsSpan(source.start).ToLowerInvariant(name));
    }

    /// <summary>Without the query: it holds versions and cache keys.</summary>
    public static string WithoutQuery(string path)
    {
        var query = path.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? path : path[..query];
    }
}
