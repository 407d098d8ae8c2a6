using System.Net;

namespace Monitoring.ErrorTracking.Filters.Matching;

/// <summary>Tells events of the developer's own machine: by the host of the page, and by the address of the user.</summary>
internal static class LocalHosts
{
    public static bool Matches(FilterSubject subject) =>
        IsLoopback(subject.Event.User?.IpAddress) || (subject.Event.Request?.Url is { } url && IsLocal(HostOf(url)));

    private static bool IsLocal(ReadOnlySpan<char> host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || host is "0.0.0.0"
        || IsLoopback(host);

    private static bool IsLoopback(ReadOnlySpan<char> text) => Addresses.TryParse(text, out var address) && IPAddress.IsLoopback(address);

    /// <summary>The host of a URL, without the brackets of IPv6.</summary>
    private static ReadOnlySpan<char> HostOf(ReadOnlySpan<char> url)
    {
        var scheme = url.IndexOf("://");
        if (scheme < 0)
        {
            return default;
        }

        var authority = url[(scheme + 3)..];
        var end = authority.IndexOfAny("/?#\\");
        authority = end < 0 ? authority : authority[..end];
        authority = authority[(authority.LastIndexOf('@') + 1)..];
        if (authority.StartsWith("["))
        {
            var bracket = authority.IndexOf(']');
            return bracket < 0 ? default : authority[1..bracket];
        }

        var port = authority.IndexOf(':');
        return port < 0 ? authority : authority[..port];
    }
}
