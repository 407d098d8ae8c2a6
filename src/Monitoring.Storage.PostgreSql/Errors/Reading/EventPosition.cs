using System.Buffers.Binary;

namespace Monitoring.Storage.PostgreSql.Errors.Reading;

/// <summary>Where an event stands in lists: by its receipt, the last first, then by its id in descending order.</summary>
internal readonly record struct EventPosition(long Received, EventId Id) : IComparable<EventPosition>
{
    private const int Length = sizeof(long) + EventId.ByteLength;

    /// <summary>Before all events.</summary>
    public static EventPosition Start { get; } = new(long.MaxValue, new EventId(Guid.Parse("ffffffff-ffff-ffff-ffff-ffffffffffff")));

    /// <exception cref="InvalidCursorException">The bytes are no position.</exception>
    public static EventPosition Read(byte[] bytes) => bytes.Length == Length
        ? new EventPosition(BinaryPrimitives.ReadInt64BigEndian(bytes), EventId.FromBytes(bytes.AsSpan(sizeof(long))))
        : throw new InvalidCursorException();

    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Received);
        Id.TryWriteBytes(bytes.AsSpan(sizeof(long)));
        return bytes;
    }

    public int CompareTo(EventPosition other) => (Received, Id).CompareTo((other.Received, other.Id));
}
