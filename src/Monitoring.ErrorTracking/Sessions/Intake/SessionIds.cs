using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Rollups;

namespace Monitoring.ErrorTracking.Sessions.Intake;

/// <summary>The numbers by which sessions and requests are known: the first 8 bytes of the SHA-256 over a letter for the kind, and the parts, each behind its length.</summary>
internal static class SessionIds
{
    /// <summary>A session is known by its id, its release and its environment.</summary>
    public static ulong OfSession(Guid sid, RollupSeries series)
    {
        using var hash = Begin('s');
        Append(hash, sid.ToByteArray(bigEndian: true));
        Append(hash, Encoding.UTF8.GetBytes(series.Hash));
        return End(hash);
    }

    /// <summary>
    /// A request with counts is known by its header, its counts and whence it came. The header must say when it was sent: otherwise
    /// two senders that counted the same in a minute could not be told apart from one that repeats itself.
    /// </summary>
    public static ulong? OfRequest(ItemBatch batch, IEnumerable<ReadOnlyMemory<byte>> payloads)
    {
        if (batch.Header.SentAt is null)
        {
            return null;
        }

        using var hash = Begin('r');
        Append(hash, batch.Header.Raw.Utf8.Span);
        Append(hash, Encoding.UTF8.GetBytes(batch.Sender.RemoteAddress ?? ""));
        foreach (var payload in payloads)
        {
            Append(hash, payload.Span);
        }

        return End(hash);
    }

    private static IncrementalHash Begin(char kind)
    {
        var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([1, (byte)kind]);
        return hash;
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
        hash.AppendData(length);
        hash.AppendData(part);
    }

    private static ulong End(IncrementalHash hash) => BinaryPrimitives.ReadUInt64BigEndian(hash.GetHashAndReset());
}
