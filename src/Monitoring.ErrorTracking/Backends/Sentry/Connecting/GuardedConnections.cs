using System.Net;
using System.Net.Sockets;

namespace Monitoring.ErrorTracking.Backends.Sentry.Connecting;

/// <summary>
/// Makes the connections of calls. The address is checked where the connection is made, after the name was resolved: what a name resolves to later does not matter.
/// Redirects are not followed, nothing is kept of cookies.
/// </summary>
internal static class GuardedConnections
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    public static SocketsHttpHandler Create(SentryBackendOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = Lifetime,
            UseCookies = false,
            UseProxy = options.UseProxy,
        };
        if (!options.UseProxy)
        {
            handler.ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, options, cancellationToken);
        }

        return handler;
    }

    /// <summary>Whether a server may be called wherever it is.</summary>
    public static bool MayBeLocal(SentryBackendOptions options, string host, int port) =>
        options.AllowLocalAddresses || options.LocalHosts.Contains($"{host}:{port}", StringComparer.OrdinalIgnoreCase);

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint server, SentryBackendOptions options, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(server.Host, cancellationToken).ConfigureAwait(false);
        if (!MayBeLocal(options, server.Host, server.Port))
        {
            addresses = Array.FindAll(addresses, address => !LocalAddresses.Contains(address));
        }

        if (addresses.Length == 0)
        {
            throw new ForbiddenAddressException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, server.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
