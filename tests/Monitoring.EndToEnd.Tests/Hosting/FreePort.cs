using System.Net;
using System.Net.Sockets;

namespace Monitoring.EndToEnd.Tests.Hosting;

internal static class FreePort
{
    /// <summary>A port of the loopback address that nobody listens on.</summary>
    public static int Take()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
