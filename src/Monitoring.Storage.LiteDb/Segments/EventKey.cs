using System.Buffers.Binary;
using System.Numerics;

namespace Monitoring.Storage.LiteDb.Segments;

/// <summary>A hash of project and event id, evenly spread, by which segments find events. Part of the file format.</summary>
internal readonly record struct EventKey(ulong Hash, int Ordinal) : IComparable<EventKey>
{
    public const int EntryLength = 12;

    public static ulong Of(ProjectId project, EventId id)
    {
        Span<byte> bytes = stackalloc byte[EventId.ByteLength];
        id.TryWriteBytes(bytes);
        var hash = Mix(BinaryPrimitives.ReadUInt64BigEndian(bytes) + 0x9E3779B97F4A7C15);
        hash = Mix(BitOperations.RotateLeft(hash, 23) ^ BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
        return Mix(BitOperations.RotateLeft(hash, 41) ^ (ulong)project.Value);
    }

    public int CompareTo(EventKey other)
    {
        var order = Hash.CompareTo(other.Hash);
        return order != 0 ? order : Ordinal.CompareTo(other.Ordinal);
    }

    public void Write(Span<byte> entry)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(entry, Hash);
        BinaryPrimitives.WriteInt32LittleEndian(entry[8..], Ordinal);
    }

    public static EventKey Read(ReadOnlySpan<byte> entry) =>
        new(BinaryPrimitives.ReadUInt64LittleEndian(entry), BinaryPrimitives.ReadInt32LittleEndian(entry[8..]));

    // The finalizer of SplitMix64.
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
