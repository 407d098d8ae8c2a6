using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Monitoring.ErrorTracking.Filters.Matching;

/// <summary>Addresses and networks. An IPv4 address that is written as IPv6 counts as what it is.</summary>
internal sealed class AddressRanges(IEnumerable<string> ranges)
{
    /// <summary>How many bits say of an IPv6 address that it is one of IPv4.</summary>
    private const int MappedPrefix = 96;

    // One that is none any more is passed over: stored settings were checked when they were made.
    private readonly ImmutableArray<IPNetwork> _networks = [.. ranges.Select(Parse).OfType<IPNetwork>()];

    public bool IsEmpty => _networks.IsEmpty;

    /// <summary>
    /// Reads an address or a network such as <c>10.0.0.0/8</c>; bits behind the prefix do not matter. Null when it is none, and when it is shortened: <c>192.168/16</c>
    /// would be the network of 192.0.0.168.
    /// </summary>
    public static IPNetwork? Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var written = slash < 0 ? text : text[..slash];
        if (!IPAddress.TryParse(written, out var address) || !IsWhole(address, written))
        {
            return null;
        }

        var bits = 8 * address.GetAddressBytes().Length;
        var length = bits;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > bits))
        {
            return null;
        }

        if (!address.IsIPv4MappedToIPv6)
        {
            return Network(address, length);
        }

        return length < MappedPrefix ? null : Network(address.MapToIPv4(), length - MappedPrefix);
    }

    public bool Contains(string? text)
    {
        if (_networks.IsEmpty || !Addresses.TryParse(text, out var address))
        {
            return false;
        }

        foreach (var network in _networks)
        {
            if (network.Contains(address))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether all of an address is there, and nothing else: four decimal numbers, or IPv6 without brackets and zone.</summary>
    private static bool IsWhole(IPAddress address, string written) =>
        address.AddressFamily == AddressFamily.InterNetwork ? address.ToString() == written : written.AsSpan().IndexOfAny('[', '%') < 0;

    private static IPNetwork Network(IPAddress address, int length)
    {
        var bits = address.GetAddressBytes();
        for (var bit = length; bit < 8 * bits.Length; bit++)
        {
            bits[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return new IPNetwork(new IPAddress(bits), length);
    }
}
