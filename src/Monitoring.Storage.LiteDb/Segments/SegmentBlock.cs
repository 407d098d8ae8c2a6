using System.Buffers.Binary;

namespace Monitoring.Storage.LiteDb.Segments;

/// <summary>
/// A block of events in a segment: first what is known of them, compressed for itself so that lists need not read
/// payloads, then the payloads, compressed together.
/// </summary>
internal readonly record struct SegmentBlock
{
    public const int EntryLength = 40;

    public required long Offset { get; init; }

    /// <summary>The number of its first event in the file.</summary>
    public required int First { get; init; }

    public required int Count { get; init; }

    public required int FactsStored { get; init; }

    public required int FactsLength { get; init; }

    public required int PayloadsStored { get; init; }

    public required int PayloadsLength { get; init; }

    public required uint FactsChecksum { get; init; }

    public required uint PayloadsChecksum { get; init; }

    public int Stored => FactsStored + PayloadsStored;

    public void Write(Span<byte> entry)
    {
        BinaryPrimitives.WriteInt64LittleEndian(entry, Offset);
        BinaryPrimitives.WriteInt32LittleEndian(entry[8..], First);
        BinaryPrimitives.WriteInt32LittleEndian(entry[12..], Count);
        BinaryPrimitives.WriteInt32LittleEndian(entry[16..], FactsStored);
        BinaryPrimitives.WriteInt32LittleEndian(entry[20..], FactsLength);
        BinaryPrimitives.WriteInt32LittleEndian(entry[24..], PayloadsStored);
        BinaryPrimitives.WriteInt32LittleEndian(entry[28..], PayloadsLength);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[32..], FactsChecksum);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[36..], PayloadsChecksum);
    }

    public static SegmentBlock Read(ReadOnlySpan<byte> entry) => new()
    {
        Offset = BinaryPrimitives.ReadInt64LittleEndian(entry),
        First = BinaryPrimitives.ReadInt32LittleEndian(entry[8..]),
        Count = BinaryPrimitives.ReadInt32LittleEndian(entry[12..]),
        FactsStored = BinaryPrimitives.ReadInt32LittleEndian(entry[16..]),
        FactsLength = BinaryPrimitives.ReadInt32LittleEndian(entry[20..]),
        PayloadsStored = BinaryPrimitives.ReadInt32LittleEndian(entry[24..]),
        PayloadsLength = BinaryPrimitives.ReadInt32LittleEndian(entry[28..]),
        FactsChecksum = BinaryPrimitives.ReadUInt32LittleEndian(entry[32..]),
        PayloadsChecksum = BinaryPrimitives.ReadUInt32LittleEndian(entry[36..]),
    };
}
