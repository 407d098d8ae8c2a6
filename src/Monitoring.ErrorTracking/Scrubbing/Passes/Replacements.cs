using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Monitoring.ErrorTracking.Scrubbing.Passes;

/// <summary>Makes what stands in place of what was found.</summary>
internal sealed class Replacements(ReadOnlyMemory<byte> key)
{
    private const int DigitsOfCardKept = 4;
    private const int BytesOfNetwork4 = 3;
    private const int BytesOfNetwork6 = 8;

    public string Of(CompiledRule rule, ScrubType type, ReadOnlySpan<char> found) => rule.Method switch
    {
        ScrubMethod.Remove => "",
        ScrubMethod.Mask => Mask(type, found),
        ScrubMethod.Hash => Hash(found),
        _ => rule.Replacement,
    };

    /// <summary>HMAC with SHA-256 over the UTF-8 of the text.</summary>
    public string Hash(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        return Placeholders.OfHash(HMACSHA256.HashData(key.Span, bytes));
    }

    /// <summary>The first 8 bytes of the HMAC over kind and value, each behind its length.</summary>
    public ulong Number(string kind, string value) =>
        BinaryPrimitives.ReadUInt64BigEndian(HMACSHA256.HashData(key.Span, Encoding.UTF8.GetBytes($"user:{kind.Length}:{kind}{value.Length}:{value}")));

    /// <summary>The network of an address: 24 bits of version 4, 64 of version 6.</summary>
    public static string Network(ReadOnlySpan<char> address)
    {
        if (!IPAddress.TryParse(address, out var parsed))
        {
            return Placeholders.OfType(ScrubType.Ip);
        }

        var bytes = (parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4() : parsed).GetAddressBytes();
        bytes.AsSpan(bytes.Length == 4 ? BytesOfNetwork4 : BytesOfNetwork6).Clear();
        return new IPAddress(bytes).ToString();
    }

    private static string Mask(ScrubType type, ReadOnlySpan<char> found)
    {
        var kept = type switch
        {
            ScrubType.CreditCard => "- ",
            ScrubType.Email => "@.",
            ScrubType.Ip or ScrubType.Mac => ".:-",
            ScrubType.Uuid or ScrubType.Ssn or ScrubType.Imei => "-",
            _ => "",
        };
        var masked = new char[found.Length];
        for (var index = 0; index < found.Length; index++)
        {
            var stays = kept.Contains(found[index], StringComparison.Ordinal) || (type == ScrubType.CreditCard && index >= found.Length - DigitsOfCardKept);
            masked[index] = stays ? found[index] : '*';
        }

        return new string(masked);
    }
}
