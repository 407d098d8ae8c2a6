using System.Buffers;
using System.Buffers.Text;

namespace Monitoring.ErrorTracking.Decoding;

/// <summary>The body of the old store endpoint: JSON, or base64 of zlib of JSON as the Raven clients send it.</summary>
internal static class LegacyStoreBody
{
    /// <summary>Whether the body is JSON as it stands; anything else must be base64.</summary>
    public static bool IsJson(ReadOnlySpan<byte> body)
    {
        var start = body.IndexOfAnyExcept(" \t\r\n"u8);
        return start >= 0 && body[start] == (byte)'{';
    }

    /// <summary>Undoes base64 and zlib.</summary>
    /// <param name="body">The body; overwritten.</param>
    /// <param name="into">Where to; bounds the length.</param>
    public static BodyFault Decode(PooledBytes body, PooledBytes into)
    {
        if (Base64.DecodeFromUtf8InPlace(body.WrittenSpan.TrimEnd(" \t\r\n"u8), out var length) != OperationStatus.Done)
        {
            return BodyFault.Damaged;
        }

        body.Truncate(length);
        return Decompressor.Decompress(ContentEncoding.Deflate, body, into);
    }
}
