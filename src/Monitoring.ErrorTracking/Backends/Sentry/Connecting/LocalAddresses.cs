using System.Net;
using System.Net.Sockets;

namespace Monitoring.ErrorTracking.Backends.Sentry.Connecting;

/// <summary>
/// Tells addresses that the internet does not route: of the own machine, of private networks, of links, of multicast, and those kept for documentation and tests
/// (IANA's special-purpose registries). IPv6 addresses that carry an IPv4 one are judged by that.
/// </summary>
internal static class LocalAddresses
{
    private static readonly IPNetwork[] Local =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.0.0.0/24"), IPNetwork.Parse("192.0.2.0/24"), IPNetwork.Parse("192.88.99.0/24"), IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("198.18.0.0/15"), IPNetwork.Parse("198.51.100.0/24"), IPNetwork.Parse("203.0.113.0/24"), IPNetwork.Parse("224.0.0.0/4"), IPNetwork.Parse("240.0.0.0/4"),
    ];

    /// <summary>All that is unicast in the internet; the rest of IPv6 is local, kept or not given out.</summary>
    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] LocalInGlobal = [IPNetwork.Parse("2001::/23"), IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("3fff::/20")];

    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    public static bool Contains(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return Array.Exists(Local, network => network.Contains(address));
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return true;
        }

        // A zone names an interface of this machine, and a network does not contain an address with one.
        var bytes = address.GetAddressBytes();
        var plain = new IPAddress(bytes);
        return SixToFour.Contains(plain) ? Contains(new IPAddress(bytes.AsSpan(2, 4)))
            : Translated.Contains(plain) ? Contains(new IPAddress(bytes.AsSpan(12, 4)))
            : !Global.Contains(plain) || Array.Exists(LocalInGlobal, network => network.Contains(plain));
    }
}
