using System.Buffers.Binary;

namespace Monitoring.Storage.LiteDb.Segments;

/// <summary>Events of one hash that follow each other in a segment, the last received first, then by id in descending order.</summary>
internal readonly record struct SegmentRun : IComparable<SegmentRun>
{
    public const int EntryLength = 64;

    public required long Project { get; init; }

    public required GroupingHash Hash { get; init; }

    /// <summary>The number of its first event in the file.</summary>
    public required int First { get; init; }

    public required int Count { get; init; }

    public required long MinReceived { get; init; }

    public required long MaxReceived { get; init; }

    public required long MinSequence { get; init; }

    public required long MaxSequence { get; init; }

    public int CompareTo(SegmentRun other)
    {
        var order = CompareTo(other.Project, other.Hash);
        return order != 0 ? order : First.CompareTo(other.First);
    }

    public int CompareTo(long project, GroupingHash hash)
    {
        var order = Project.CompareTo(project);
        return order != 0 ? order : Hash.CompareTo(hash);
    }

    public void Write(Span<byte> entry)
    {
        BinaryPrimitives.WriteInt64LittleEndian(entry, Project);
        Hash.TryWriteBytes(entry[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(entry[24..], First);
        BinaryPrimitives.WriteInt32LittleEndian(entry[28..], Count);
        BinaryPrimitives.WriteInt64LittleEndian(entry[32..], MinReceived);
        BinaryPrimitives.WriteInt64LittleEndian(entry[40..], MaxReceived);
        BinaryPrimitives.WriteInt64LittleEndian(entry[48..], MinSequence);
        BinaryPrimitives.WriteInt64LittleEndian(entry[56..], MaxSequence);
    }

    public static SegmentRun Read(ReadOnlySpan<byte> entry) => new()
    {
        Project = BinaryPrimitives.ReadInt64LittleEndian(entry),
        Hash = GroupingHash.FromBytes(entry.Slice(8, GroupingHash.ByteLength)),
        First = BinaryPrimitives.ReadInt32LittleEndian(entry[24..]),
        Count = BinaryPrimitives.ReadInt32LittleEndian(entry[28..]),
        MinReceived = BinaryPrimitives.ReadInt64LittleEndian(entry[32..]),
        MaxReceived = BinaryPrimitives.ReadInt64LittleEndian(entry[40..]),
        MinSequence = BinaryPrimitives.ReadInt64LittleEndian(entry[48..]),
        MaxSequence = BinaryPrimitives.ReadInt64LittleEndian(entry[56..]),
    };
}
