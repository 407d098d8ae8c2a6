using System.Collections.Immutable;
using System.Net;

namespace Monitoring.ErrorTracking.Filters.Matching;

/// <summary>Addresses and networks. An IPv4 address that is written as IPv6 counts as what it is.</summary>
internal sealed class AddressRanges(IEnumerable<string> ranges)
{
    private readonly ImmutableArray<IPNetwork> _networks = [.. ranges.Select(range => Parse(range) ?? throw new ArgumentException("There is a range that is none.", nameof(ranges)))];

    public bool IsEmpty => _networks.IsEmpty;

    /// <summary>Reads an address or a network such as <c>10.0.0.0/8</c>; bits behind the prefix do not matter. Null when it is none.</summary>
    public static IPNetwork? Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!IPAddress.TryParse(slash < 0 ? text : text.AsSpan(0, slash), out var address))
        {
            return null;
        }

        var bits = address.GetAddressBytes();
        var length = 8 * bits.Length;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out length) || length > 8 * bits.Length))
        {
            return null;
        }

        for (var bit = length; bit < 8 * bits.Length; bit++)
        {
            bits[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return new IPNetwork(new IPAddress(bits), length);
    }

    public bool Contains(string? text)
    {
        if (_networks.IsEmpty || text is null || !IPAddress.TryParse(text, out var address))
        {
            return false;
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (var network in _networks)
        {
            if (network.Contains(address))
            {
                return true;
            }
        }

        return false;
    }
}
