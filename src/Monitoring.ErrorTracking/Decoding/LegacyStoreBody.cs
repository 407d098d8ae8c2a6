using System.Buffers;
using System.Buffers.Text;

namespace Monitoring.ErrorTracking.Decoding;

/// <summary>The body of the old store endpoint: JSON, or base64 of zlib of JSON as the Raven clients send it.</summary>
internal static class LegacyStoreBody
{
    private static ReadOnlySpan<byte> White => " \t\r\n"u8;

    /// <summary>Whether the body is base64. Anything else is taken for JSON, whose reader says what is wrong with it.</summary>
    public static bool IsEncoded(ReadOnlySpan<byte> body) => !body.IsEmpty && Base64.IsValid(body.TrimEnd(White));

    /// <summary>Undoes base64 and zlib.</summary>
    /// <param name="body">The body; overwritten.</param>
    /// <param name="into">Where to; bounds the length.</param>
    public static BodyFault Decode(PooledBytes body, PooledBytes into)
    {
        if (Base64.DecodeFromUtf8InPlace(body.WrittenSpan.TrimEnd(White), out var length) != OperationStatus.Done)
        {
            return BodyFault.Damaged;
        }

        body.Truncate(length);
        return Decompressor.Decompress(ContentEncoding.Deflate, body, into);
    }
}
