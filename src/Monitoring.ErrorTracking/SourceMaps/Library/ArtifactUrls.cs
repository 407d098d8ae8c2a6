namespace Monitoring.ErrorTracking.SourceMaps.Library;

/// <summary>Brings together the addresses in stack traces and those in bundles, where <c>~</c> stands for any host.</summary>
internal static class ArtifactUrls
{
    /// <summary>Under which addresses a file of a stack trace may have been uploaded, the most exact first.</summary>
    public static IEnumerable<string> Candidates(string path)
    {
        var bare = WithoutQuery(path);
        yield return path;
        if (bare.Length != path.Length)
        {
            yield return bare;
        }

        var local = LocalPath(bare);
        if (local is not null)
        {
            yield return "~" + local;
        }
    }

    /// <summary>The address of a map, given relative to that of its generated file.</summary>
    public static string Resolve(string url, string relative)
    {
        if (relative.Contains("://", StringComparison.Ordinal) || relative.StartsWith('~'))
        {
            return relative;
        }

        if (relative.StartsWith('/'))
        {
            return Host(url) + relative;
        }

        var bare = WithoutQuery(url);
        var segments = bare[..(bare.LastIndexOf('/') + 1)].Split('/').SkipLast(1).ToList();
        foreach (var segment in relative.Split('/'))
        {
            if (segment == ".." && segments.Count > 1)
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (segment is not ("." or ".."))
            {
                segments.Add(segment);
            }
        }

        return string.Join('/', segments);
    }

    private static string WithoutQuery(string url)
    {
        var end = url.AsSpan().IndexOfAny('?', '#');
        return end < 0 ? url : url[..end];
    }

    /// <summary>The path behind the host; of <c>app:///dist/a.js</c> and <c>/dist/a.js</c> alike <c>/dist/a.js</c>.</summary>
    private static string? LocalPath(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return url.StartsWith('/') ? url : null;
        }

        var slash = url.IndexOf('/', scheme + 3);
        return slash < 0 ? null : url[slash..];
    }

    private static string Host(string url)
    {
        if (url.StartsWith('~'))
        {
            return "~";
        }

        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        var slash = scheme < 0 ? 0 : url.IndexOf('/', scheme + 3);
        return slash <= 0 ? "" : url[..slash];
    }
}
