using System.IO.Compression;

namespace Monitoring.AspNetCore.Tests.SentryIngest;

internal static class Compression
{
    public static byte[] Compress(string encoding, byte[] bytes)
    {
        using var output = new MemoryStream();
        using (var compressor = Compressor(encoding.ToLowerInvariant(), output))
        {
            compressor?.Write(bytes);
        }

        return output.Length == 0 ? bytes : output.ToArray();
    }

    private static Stream? Compressor(string encoding, Stream output) => encoding switch
    {
        "gzip" => new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true),
        "deflate" => new ZLibStream(output, CompressionLevel.Fastest, leaveOpen: true),
        "br" => new BrotliStream(output, CompressionLevel.Fastest, leaveOpen: true),
        "zstd" => new ZstdSharp.CompressionStream(output, leaveOpen: true),
        _ => null,
    };
}
