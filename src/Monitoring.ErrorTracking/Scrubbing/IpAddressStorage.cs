namespace Monitoring.ErrorTracking.Scrubbing;

/// <summary>What is kept of IP addresses in events.</summary>
public enum IpAddressStorage
{
    /// <summary>All of them.</summary>
    Keep,

    /// <summary>The network: of an IPv4 address the first 24 bits, of an IPv6 address the first 64.</summary>
    Mask,

    /// <summary>None, neither of the user nor in a text.</summary>
    None,
}
