using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Monitoring.ErrorTracking.Filters.Matching;

/// <summary>Reads the addresses of senders and users.</summary>
internal static class Addresses
{
    /// <summary>Reads an address; an IPv4 address that is written as IPv6 is what it is.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out IPAddress? address)
    {
        var isRead = IPAddress.TryParse(text, out address);
        address = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        return isRead;
    }
}
