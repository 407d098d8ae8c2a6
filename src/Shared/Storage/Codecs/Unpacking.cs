using ZstdSharp;

namespace Monitoring.Storage.Codecs;

/// <summary>Decompresses what <see cref="Packing"/> made, on any thread.</summary>
internal static class Unpacking
{
    /// <summary>Decompresses into exactly as many bytes as there were.</summary>
    /// <param name="packed">The compressed bytes.</param>
    /// <param name="destination">Where to; as long as the bytes were.</param>
    /// <param name="what">What it is, for messages.</param>
    /// <exception cref="StoreDamagedException">The bytes are not that.</exception>
    public static void Unpack(ReadOnlySpan<byte> packed, Span<byte> destination, string what)
    {
        try
        {
            using var decompressor = new Decompressor();
            var written = decompressor.Unwrap(packed, destination);
            if (written != destination.Length)
            {
                throw new StoreDamagedException($"{what} unpacks to {written} bytes instead of {destination.Length}.");
            }
        }
        catch (ZstdException exception)
        {
            throw new StoreDamagedException($"{what} cannot be unpacked: {exception.Message}", exception);
        }
    }
}
