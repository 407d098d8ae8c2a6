namespace Monitoring.ErrorTracking.SourceMaps.Symbolication;

/// <summary>Makes of the name that a map has for a source a path that people know from their repository.</summary>
internal static class SourcePath
{
    /// <summary><c>webpack://shop/./src/bank.js?1a2b</c> and <c>../src/bank.js</c> are both <c>src/bank.js</c>.</summary>
    public static string Clean(string source)
    {
        var path = source.AsSpan();
        var scheme = path.IndexOf("://");
        if (scheme >= 0)
        {
            path = path[(scheme + 3)..];

            // Behind the scheme stands a host or the name of the bundle.
            var slash = path.IndexOf('/');
            path = slash < 0 ? path : path[(slash + 1)..];
        }

        var query = path.IndexOf('?');
        path = query < 0 ? path : path[..query];
        while (path.StartsWith("./") || path.StartsWith("../") || path.StartsWith("/"))
        {
            path = path[(path.IndexOf('/') + 1)..];
        }

        return path.IsEmpty ? source : path.ToString();
    }

    /// <summary>The path without its ending, by which frames are grouped and named.</summary>
    public static string Module(string path)
    {
        var name = path.LastIndexOf('/') + 1;
        var dot = path.LastIndexOf('.');
        return dot > name ? path[..dot] : path;
    }

    /// <summary>Whether a source is of a library or of the bundler itself.</summary>
    public static bool IsForeign(string source) =>
        source.Contains("node_modules/", StringComparison.Ordinal)
        || source.Contains("/webpack/runtime/", StringComparison.Ordinal)
        || source.Contains("/(webpack)/", StringComparison.Ordinal)
        || source.StartsWith("webpack/", StringComparison.Ordinal)
        || source.Contains(":///webpack/", StringComparison.Ordinal)
        || source.Contains("/~/", StringComparison.Ordinal);
}
