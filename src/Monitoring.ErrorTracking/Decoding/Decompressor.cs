using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Monitoring.ErrorTracking.Decoding;

/// <summary>
/// Undoes compression into a bounded buffer. What is counted is the output, while it is made, so a bomb costs no more than the
/// limit, whatever sizes and windows its headers claim.
/// </summary>
internal static class Decompressor
{
    /// <summary>Zstandard frames may ask for windows up to this power of two, 8 MiB, as RFC 8878 advises.</summary>
    private const int MaxZstandardWindowLog = 23;

    /// <summary>JSON of stack traces shrinks to about a sixth.</summary>
    private const int UsualRatio = 6;

    private static ReadOnlySpan<byte> GzipMagic => [0x1F, 0x8B];

    public static BodyFault Decompress(ContentEncoding encoding, PooledBytes compressed, PooledBytes into)
    {
        if (compressed.Length == 0)
        {
            return BodyFault.None;
        }

        var expected = (long)compressed.Length * UsualRatio;
        if (encoding == ContentEncoding.Brotli)
        {
            return DecompressBrotli(compressed.Written.Span, into, expected);
        }

        try
        {
            if (encoding == ContentEncoding.Gzip && HasMembers(compressed.Written.Span))
            {
                return DecompressMembers(compressed, into, expected);
            }

            using var stream = Open(encoding, compressed);
            var fault = Copy(stream, into, expected);
            return fault == BodyFault.None && !EndsAsItSays(encoding, compressed.Written.Span, into.Written.Span) ? BodyFault.Damaged : fault;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or ZstdException)
        {
            return BodyFault.Damaged;
        }
    }

    private static Stream Open(ContentEncoding encoding, PooledBytes compressed)
    {
        var source = compressed.OpenRead();
        switch (encoding)
        {
            case ContentEncoding.Gzip:
                return new GZipStream(source, CompressionMode.Decompress);
            case ContentEncoding.Deflate:
                return IsZlib(compressed.Written.Span)
                    ? new ZLibStream(source, CompressionMode.Decompress)
                    : new DeflateStream(source, CompressionMode.Decompress);
            case ContentEncoding.Zstandard:
                var zstandard = new DecompressionStream(source);
                zstandard.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, MaxZstandardWindowLog);
                return zstandard;
            default:
                throw new ArgumentOutOfRangeException(nameof(encoding), encoding, "There is nothing to decompress.");
        }
    }

    private static BodyFault Copy(Stream stream, PooledBytes into, long expected)
    {
        while (true)
        {
            var fault = into.TryReserve(expected);
            if (fault != BodyFault.None)
            {
                return fault;
            }

            var read = stream.Read(into.Free.Span);
            if (read == 0)
            {
                return BodyFault.None;
            }

            into.Advance(read);
        }
    }

    /// <summary>Whether another member may begin behind the first; the two bytes stand in compressed data by chance as well.</summary>
    private static bool HasMembers(ReadOnlySpan<byte> gzip) => gzip.Length > 2 && gzip[2..].IndexOf(GzipMagic) >= 0;

    /// <summary>
    /// Gzip may consist of several members one after the other, of which each tells its own length alone. So the end is told by a seal.
    /// </summary>
    private static BodyFault DecompressMembers(PooledBytes compressed, PooledBytes into, long expected)
    {
        using var stream = new GZipStream(GzipSeal.Append(compressed.OpenRead()), CompressionMode.Decompress);
        var fault = Copy(stream, into, expected);

        // A part of the seal may not have found room behind a body of just the allowed length.
        Span<byte> end = stackalloc byte[2 * GzipSeal.Length];
        var written = into.Written.Span;
        var before = Math.Min(written.Length, GzipSeal.Length);
        written[^before..].CopyTo(end);
        var rest = fault == BodyFault.TooLarge ? stream.ReadAtLeast(end.Slice(before, GzipSeal.Length), GzipSeal.Length, throwOnEndOfStream: false) : 0;
        if (fault != BodyFault.None && (fault != BodyFault.TooLarge || rest == GzipSeal.Length))
        {
            return fault;
        }

        var length = written.Length + rest - GzipSeal.Length;
        if (length < 0 || !GzipSeal.Is(end[..(before + rest)][^GzipSeal.Length..]))
        {
            return BodyFault.Damaged;
        }

        into.Truncate(length);
        return BodyFault.None;
    }

    private static BodyFault DecompressBrotli(ReadOnlySpan<byte> compressed, PooledBytes into, long expected)
    {
        using var decoder = default(BrotliDecoder);
        while (true)
        {
            var fault = into.TryReserve(expected);
            if (fault != BodyFault.None)
            {
                return fault;
            }

            var status = decoder.Decompress(compressed, into.Free.Span, out var consumed, out var written);
            into.Advance(written);
            compressed = compressed[consumed..];
            if (into.IsOverLimit)
            {
                return BodyFault.TooLarge;
            }

            if (status != OperationStatus.DestinationTooSmall)
            {
                return status == OperationStatus.Done && compressed.IsEmpty ? BodyFault.None : BodyFault.Damaged;
            }
        }
    }

    /// <summary>The two bytes before zlib data: method 8, and a multiple of 31 as a whole. Bare deflate never begins so in practice.</summary>
    private static bool IsZlib(ReadOnlySpan<byte> compressed) =>
        compressed.Length >= 2 && (compressed[0] & 0x0F) == 8 && ((compressed[0] << 8) | compressed[1]) % 31 == 0;

    /// <summary>
    /// Whether the data ends with the check that its format demands. The streams of .NET take data that was cut off for complete.
    /// Bare deflate has no such check; Zstandard does its own.
    /// </summary>
    private static bool EndsAsItSays(ContentEncoding encoding, ReadOnlySpan<byte> compressed, ReadOnlySpan<byte> output)
    {
        return encoding switch
        {
            ContentEncoding.Gzip => compressed.Length >= 18 && BinaryPrimitives.ReadUInt32LittleEndian(compressed[^4..]) == (uint)output.Length,
            ContentEncoding.Deflate when IsZlib(compressed) =>
                compressed.Length >= 6 && BinaryPrimitives.ReadUInt32BigEndian(compressed[^4..]) == Adler32(output),
            _ => true,
        };
    }

    private static uint Adler32(ReadOnlySpan<byte> bytes)
    {
        const uint modulus = 65521;
        const int sumsBeforeOverflow = 5552;
        uint a = 1, b = 0;
        while (!bytes.IsEmpty)
        {
            var part = bytes[..Math.Min(bytes.Length, sumsBeforeOverflow)];
            foreach (var value in part)
            {
                a += value;
                b += a;
            }

            a %= modulus;
            b %= modulus;
            bytes = bytes[part.Length..];
        }

        return (b << 16) | a;
    }
}
