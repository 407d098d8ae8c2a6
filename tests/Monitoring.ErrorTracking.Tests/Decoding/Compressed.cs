using System.IO.Compression;
using System.Text;
using ZstdSharp;

namespace Monitoring.ErrorTracking.Tests.Decoding;

/// <summary>Compresses as senders do.</summary>
internal static class Compressed
{
    public static readonly string[] Encodings = ["identity", "gzip", "deflate", "raw", "br", "zstd"];

    /// <summary>The value of the header for an encoding; bare deflate is sent under the name of the zlib format.</summary>
    public static string Header(string encoding) => encoding == "raw" ? "deflate" : encoding;

    public static byte[] By(string encoding, byte[] bytes)
    {
        if (encoding == "identity")
        {
            return bytes;
        }

        var output = new MemoryStream();
        using (var stream = Open(encoding, output))
        {
            stream.Write(bytes);
        }

        return output.ToArray();
    }

    /// <summary>Zeros, far smaller than they say.</summary>
    public static byte[] Bomb(string encoding, int length)
    {
        var output = new MemoryStream();
        using (var stream = Open(encoding, output, encoding == "br" ? CompressionLevel.Optimal : CompressionLevel.SmallestSize))
        {
            var zeros = new byte[64 * 1024];
            for (var written = 0; written < length; written += zeros.Length)
            {
                stream.Write(zeros);
            }
        }

        return output.ToArray();
    }

    public static byte[] Legacy(string json) => Encoding.ASCII.GetBytes(Convert.ToBase64String(By("deflate", Encoding.UTF8.GetBytes(json))));

    private static Stream Open(string encoding, Stream output, CompressionLevel level = CompressionLevel.Fastest) => encoding switch
    {
        "gzip" => new GZipStream(output, level),
        "deflate" => new ZLibStream(output, level),
        "raw" => new DeflateStream(output, level),
        "br" => new BrotliStream(output, level),
        _ => new CompressionStream(output),
    };
}
