using Monitoring.ErrorTracking.Events;

namespace Monitoring.ErrorTracking.Grouping.Strategies;

/// <summary>Where that came from which a content security policy kept out.</summary>
internal static class CspSource
{
    public const string Self = "'self'";

    /// <summary>The host of what was blocked; the scheme where there is no host, and <c>'self'</c> for the page's own.</summary>
    public static string? Of(SecurityReport report)
    {
        if (report.BlockedUri is not { } blocked)
        {
            return null;
        }

        if (blocked is "" or "self" or Self)
        {
            return Self;
        }

        var colon = blocked.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return blocked + ":";
        }

        var scheme = blocked[..colon].ToLowerInvariant();
        var host = HostOf(blocked);
        if (host.Length > 0 && report.DocumentUri is { } document && HostOf(document) == host)
        {
            return Self;
        }

        return scheme is "http" or "https" ? host : host.Length == 0 ? scheme + ":" : $"{scheme}://{host}";
    }

    /// <summary>What stands between the two slashes and the path, port included.</summary>
    private static string HostOf(string uri)
    {
        var slashes = uri.IndexOf("://", StringComparison.Ordinal);
        if (slashes < 0)
        {
            return "";
        }

        var rest = uri.AsSpan(slashes + 3);
        var end = rest.IndexOfAny('/', '?', '#');
        return (end < 0 ? rest : rest[..end]).ToString();
    }
}
