using System.Buffers.Binary;
using System.Security.Cryptography;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Codecs;
using Monitoring.Storage.Transfer;

namespace Monitoring.Transfer;

/// <summary>How many records there are of each kind, and a checksum of each kind that does not depend on their order: the sum of half the SHA-256 of each.</summary>
internal sealed class RecordTotals
{
    private readonly SortedDictionary<RecordKind, RecordTotal> _totals = [];
    private readonly ByteWriter _writer = new(64 * 1024);

    public IReadOnlyDictionary<RecordKind, RecordTotal> ByKind => _totals;

    /// <summary>How many events the hashes have counted, an upper bound of those that are kept.</summary>
    public long CountedEvents { get; private set; }

    public void Add(ErrorStoreRecord record)
    {
        if (RecordKinds.Of(record) is { } kind)
        {
            CountedEvents += record is ErrorStoreRecord.Hash { Counts: { } counts } ? counts.Events : 0;
            _writer.Clear();
            ErrorRecordCodec.Write(_writer, record);
            Add(kind);
        }
    }

    public void Add(DocumentStoreRecord record)
    {
        if (RecordKinds.Of(record) is { } kind)
        {
            _writer.Clear();
            DocumentRecordCodec.Write(_writer, record);
            Add(kind);
        }
    }

    public void Add(BlobInfo blob)
    {
        _writer.Clear();
        BlobCodec.Write(_writer, blob);
        Add(RecordKind.Blob);
    }

    public void Write(ByteWriter writer)
    {
        writer.Count(CountedEvents);
        writer.Count(_totals.Count);
        foreach (var (kind, total) in _totals)
        {
            writer.Byte((byte)kind);
            writer.Count(total.Count);
            writer.Int64((long)total.High);
            writer.Int64((long)total.Low);
        }
    }

    public static RecordTotals Read(ref ByteReader reader)
    {
        var totals = new RecordTotals { CountedEvents = reader.Count() };
        for (var left = reader.Items(); left > 0; left--)
        {
            totals._totals[(RecordKind)reader.Byte()] = new RecordTotal(reader.Count(), (ulong)reader.Int64(), (ulong)reader.Int64());
        }

        return totals;
    }

    /// <summary>The kinds in which two differ.</summary>
    public IReadOnlyList<RecordKind> Differences(RecordTotals other) =>
        [.. _totals.Keys.Union(other._totals.Keys).Where(kind => _totals.GetValueOrDefault(kind) != other._totals.GetValueOrDefault(kind)).Order()];

    private void Add(RecordKind kind)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_writer.Written, digest);
        var total = _totals.GetValueOrDefault(kind);
        _totals[kind] = new RecordTotal(
            total.Count + 1, total.High + BinaryPrimitives.ReadUInt64BigEndian(digest), total.Low + BinaryPrimitives.ReadUInt64BigEndian(digest[sizeof(ulong)..]));
        _writer.Clear();
        _writer.Trim(1024 * 1024);
    }
}

/// <summary>The total of a kind.</summary>
/// <param name="Count">How many records.</param>
/// <param name="High">One half of the checksum.</param>
/// <param name="Low">The other half.</param>
internal readonly record struct RecordTotal(long Count, ulong High, ulong Low)
{
    /// <summary>The checksum in hexadecimal digits.</summary>
    public override string ToString() => $"{High:x16}{Low:x16}";
}
