using System.Globalization;
using System.Text;

namespace Monitoring.ErrorTracking.Authentication;

/// <summary>
/// Finds the key in every place where the Sentry protocol allows one: <c>X-Sentry-Auth</c>, <c>Authorization</c> (the schemes Sentry and
/// Basic), the query and the path. Given twice and equal is accepted.
/// </summary>
internal static class AuthReader
{
    /// <summary>The newest version of the protocol that SDKs may speak.</summary>
    public const int NewestVersion = 8;

    private const int MaxClientLength = 128;

    public static SenderCredential Read(AuthSources sources)
    {
        var found = new SenderCredential(AuthFault.Missing);
        foreach (var value in sources.SentryAuth)
        {
            found = found.With(ReadHeader(value, foreignSchemes: false));
        }

        foreach (var value in sources.Authorization)
        {
            found = found.With(ReadHeader(value, foreignSchemes: true));
        }

        found = found.With(ReadQuery(sources.Query));
        return string.IsNullOrEmpty(sources.PathKey) ? found : found.With(Check(sources.PathKey, default, default));
    }

    private static SenderCredential ReadHeader(ReadOnlySpan<char> value, bool foreignSchemes)
    {
        value = value.Trim();
        var end = value.IndexOf(' ');
        var scheme = end < 0 ? value : value[..end];
        var rest = end < 0 ? [] : value[(end + 1)..];
        if (scheme.Equals("Sentry", StringComparison.OrdinalIgnoreCase))
        {
            return ReadPairs(rest);
        }

        if (foreignSchemes)
        {
            return scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) ? ReadBasic(rest.Trim()) : new SenderCredential(AuthFault.Missing);
        }

        return new SenderCredential(AuthFault.Malformed);
    }

    private static SenderCredential ReadPairs(ReadOnlySpan<char> pairs)
    {
        ReadOnlySpan<char> key = default, version = default, client = default;
        foreach (var range in pairs.Split(','))
        {
            var pair = pairs[range];
            var equals = pair.IndexOf('=');
            if (equals < 0)
            {
                continue;
            }

            var value = pair[(equals + 1)..].Trim();
            switch (pair[..equals].Trim())
            {
                case "sentry_key":
                    if (!key.IsEmpty && !key.SequenceEqual(value))
                    {
                        return new SenderCredential(AuthFault.Conflicting);
                    }

                    key = value;
                    break;
                case "sentry_version":
                    version = value;
                    break;
                case "sentry_client":
                    client = value;
                    break;
            }
        }

        return key.IsEmpty ? new SenderCredential(AuthFault.Malformed) : Check(key, version, client);
    }

    private static SenderCredential ReadBasic(ReadOnlySpan<char> encoded)
    {
        Span<byte> bytes = stackalloc byte[256];
        if (!Convert.TryFromBase64Chars(encoded, bytes, out var length))
        {
            return new SenderCredential(AuthFault.Malformed);
        }

        var text = Encoding.UTF8.GetString(bytes[..length]);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return Check(colon < 0 ? text : text.AsSpan(0, colon), default, default);
    }

    /// <summary>A query without a key is no source: <c>sentry_release</c> and others stand there by themselves.</summary>
    private static SenderCredential ReadQuery(ReadOnlySpan<char> query)
    {
        string? key = null, version = null, client = null;
        query = query.TrimStart('?');
        foreach (var range in query.Split('&'))
        {
            var pair = query[range];
            var equals = pair.IndexOf('=');
            if (equals < 0 || !pair.StartsWith("sentry_"))
            {
                continue;
            }

            var value = Uri.UnescapeDataString(pair[(equals + 1)..]).Replace('+', ' ');
            switch (pair[..equals])
            {
                case "sentry_key":
                    if (key is not null && key != value)
                    {
                        return new SenderCredential(AuthFault.Conflicting);
                    }

                    key = value;
                    break;
                case "sentry_version":
                    version = value;
                    break;
                case "sentry_client":
                    client = value;
                    break;
            }
        }

        return key is null ? new SenderCredential(AuthFault.Missing) : Check(key, version, client);
    }

    /// <summary>Flags after a dot in the key, and a fraction of the version, are cut off.</summary>
    private static SenderCredential Check(ReadOnlySpan<char> key, ReadOnlySpan<char> version, ReadOnlySpan<char> client)
    {
        if (!version.IsEmpty && !IsKnown(version))
        {
            return new SenderCredential(AuthFault.UnsupportedVersion);
        }

        var dot = key.IndexOf('.');
        var name = client.IsEmpty ? null : client[..Math.Min(client.Length, MaxClientLength)].ToString();
        return PublicKey.TryParse((dot < 0 ? key : key[..dot]).ToString(), out var parsed)
            ? new SenderCredential(AuthFault.None, parsed, name)
            : new SenderCredential(AuthFault.InvalidKey);
    }

    private static bool IsKnown(ReadOnlySpan<char> version)
    {
        var dot = version.IndexOf('.');
        return long.TryParse(dot < 0 ? version : version[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= NewestVersion;
    }
}
