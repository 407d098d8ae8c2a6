using System.Buffers.Binary;

namespace Monitoring.Storage.LiteDb.Errors.Reading;

/// <summary>Where an event stands in a list: the last received first, then the greatest id.</summary>
internal readonly record struct EventPosition(long Received, EventId Id) : IComparable<EventPosition>
{
    /// <summary>Before everything that was received at an instant or earlier.</summary>
    public static EventPosition Before(long received) => new(received + 1, default);

    private const int Length = sizeof(long) + EventId.ByteLength;

    /// <summary>Negative when this one is listed first.</summary>
    public int CompareTo(EventPosition other)
    {
        var order = other.Received.CompareTo(Received);
        return order != 0 ? order : other.Id.CompareTo(Id);
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Received);
        Id.TryWriteBytes(bytes.AsSpan(sizeof(long)));
        return bytes;
    }

    public static EventPosition Read(ReadOnlySpan<byte> bytes) => bytes.Length == Length
        ? new EventPosition(BinaryPrimitives.ReadInt64BigEndian(bytes), EventId.FromBytes(bytes[sizeof(long)..]))
        : throw new InvalidCursorException();
}
