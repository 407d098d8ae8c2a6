using System.IO.Compression;

namespace Monitoring.EndToEnd.Tests.Hostile;

internal static class Compression
{
    /// <summary>Compresses bytes repeated until the length is reached, without ever holding them all.</summary>
    public static byte[] Compress(string encoding, byte[] start, long length)
    {
        using var output = new MemoryStream();
        using (var compressed = Open(encoding, output))
        {
            compressed.Write(start);
            var zeros = new byte[1024 * 1024];
            Array.Fill(zeros, (byte)'a');
            for (var written = (long)start.Length; written < length; written += zeros.Length)
            {
                compressed.Write(zeros);
            }
        }

        return output.ToArray();
    }

    private static Stream Open(string encoding, Stream output) => encoding switch
    {
        "gzip" => new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true),
        "deflate" => new ZLibStream(output, CompressionLevel.Optimal, leaveOpen: true),
        "br" => new BrotliStream(output, CompressionLevel.Fastest, leaveOpen: true),
        "zstd" => new ZstdSharp.CompressionStream(output, leaveOpen: true),
        _ => throw new ArgumentOutOfRangeException(nameof(encoding), encoding, "No such encoding."),
    };
}
