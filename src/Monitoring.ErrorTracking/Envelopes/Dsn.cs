using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Monitoring.ErrorTracking.Envelopes;

/// <summary>
/// A data source name: the one line with which an SDK is told where to report and as whom,
/// <c>scheme://publicKey@host[:port][/path]/projectId</c>.
/// </summary>
public sealed record Dsn
{
    /// <summary><c>http</c> or <c>https</c>.</summary>
    public required string Scheme { get; init; }

    /// <summary>The public key.</summary>
    public required PublicKey PublicKey { get; init; }

    /// <summary>The host name or address, without the port; an IPv6 address in brackets.</summary>
    public required string Host { get; init; }

    /// <summary>The port; that of the scheme (80, 443) when the text names none.</summary>
    public required int Port { get; init; }

    /// <summary>The base path before the project id, with a leading and without a trailing slash; empty when there is none.</summary>
    public string Path { get; init; } = "";

    /// <summary>The project.</summary>
    public required ProjectId ProjectId { get; init; }

    /// <summary>Where SDKs post envelopes with this DSN.</summary>
    public Uri EnvelopeUrl => new($"{Scheme}://{Authority}{Path}/api/{ProjectId}/envelope/");

    private string Authority => Port == DefaultPort(Scheme) ? Host : string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");

    /// <summary>Reads a DSN. A secret after the key (<c>key:secret@</c>, also the bare <c>key:@</c> of old SDKs) is accepted and forgotten.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Dsn? dsn)
    {
        dsn = null;
        if (text is null || !TrySplit(text, out var scheme, out var key, out var authority, out var path)
            || DefaultPort(scheme) == 0
            || !PublicKey.TryParse(key, out var publicKey)
            || !TryParseAuthority(authority, DefaultPort(scheme), out var host, out var port))
        {
            return false;
        }

        var slash = path.LastIndexOf('/');
        if (!ProjectId.TryParse(path.AsSpan(slash + 1), out var projectId) || path.AsSpan().ContainsAny(" \t\r\n\\"))
        {
            return false;
        }

        dsn = new Dsn { Scheme = scheme, PublicKey = publicKey, Host = host, Port = port, Path = path[..slash], ProjectId = projectId };
        return true;
    }

    /// <summary>The DSN as it is given to an SDK.</summary>
    public override string ToString() => $"{Scheme}://{PublicKey}@{Authority}{Path}/{ProjectId}";

    private static bool TrySplit(string text, out string scheme, out string key, out string authority, out string path)
    {
        (scheme, key, authority, path) = ("", "", "", "");
        var schemeEnd = text.IndexOf("://", StringComparison.Ordinal);
        if (schemeEnd < 0)
        {
            return false;
        }

        scheme = text[..schemeEnd].ToLowerInvariant();
        var rest = text[(schemeEnd + 3)..];
        var end = rest.AsSpan().IndexOfAny('?', '#');
        rest = end < 0 ? rest : rest[..end];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var at = slash < 0 ? -1 : rest.LastIndexOf('@', slash);
        if (at < 0)
        {
            return false;
        }

        key = rest[..at];
        var secret = key.IndexOf(':', StringComparison.Ordinal);
        key = secret < 0 ? key : key[..secret];
        authority = rest[(at + 1)..slash];
        path = rest[slash..].TrimEnd('/');
        return path.Length > 0;
    }

    private static bool TryParseAuthority(string authority, int defaultPort, out string host, out int port)
    {
        host = authority;
        port = defaultPort;
        var colon = authority.LastIndexOf(':');
        if (colon > authority.LastIndexOf(']'))
        {
            host = authority[..colon];
            if (!int.TryParse(authority.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is 0 or > ushort.MaxValue)
            {
                return false;
            }
        }

        return Uri.CheckHostName(host) != UriHostNameType.Unknown;
    }

    private static int DefaultPort(string scheme) => scheme switch
    {
        "https" => 443,
        "http" => 80,
        _ => 0,
    };
}
