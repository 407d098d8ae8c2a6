using System.IO.Compression;

namespace Monitoring.ErrorTracking.Decoding;

/// <summary>
/// A known text as a gzip member of its own, which is put behind a body of several members. When it comes out again as the last thing, the body
/// before it was whole: a member that was cut off would have taken it for its own continuation.
/// </summary>
internal static class GzipSeal
{
    public const int Length = 16;

    private static readonly byte[] Member = Compress();

    private static ReadOnlySpan<byte> Text => "\u0001end of the body"u8;

    /// <summary>The compressed bytes with the seal behind them.</summary>
    public static Stream Append(Stream compressed) => new ChainedStream(compressed, new MemoryStream(Member, writable: false));

    /// <summary>Whether these bytes are the seal.</summary>
    public static bool Is(ReadOnlySpan<byte> bytes) => bytes.SequenceEqual(Text);

    private static byte[] Compress()
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest))
        {
            gzip.Write(Text);
        }

        return output.ToArray();
    }
}
