using System.Buffers.Binary;
using System.Text;

namespace Monitoring.Storage.Codecs;

/// <summary>Reads what <see cref="ByteWriter"/> wrote. Every length is checked before anything is made of it.</summary>
/// <param name="bytes">What to read.</param>
/// <param name="what">What it is, for messages.</param>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes, string what)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly string _what = what;

    public int Position { get; private set; }

    public readonly bool IsAtEnd => Position == _bytes.Length;

    public readonly StoreDamagedException Damaged(string how) => new($"{_what} is damaged at byte {Position} of {_bytes.Length}: {how}.");

    public ReadOnlySpan<byte> Raw(int count)
    {
        if (count < 0 || count > _bytes.Length - Position)
        {
            throw Damaged($"{count} bytes should follow");
        }

        var read = _bytes.Slice(Position, count);
        Position += count;
        return read;
    }

    public byte Byte() => Raw(1)[0];

    public bool Bool() => Byte() switch
    {
        0 => false,
        1 => true,
        _ => throw Damaged("a yes or no should stand here"),
    };

    public long Count()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Byte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return (long)value;
            }
        }

        throw Damaged("a number has too many bytes");
    }

    public long Difference()
    {
        var value = (ulong)Count();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>How many items of at least so many bytes follow. What is made for items of more bytes than that in memory is bounded by this number alone.</summary>
    public int Items(int itemBytes = 1)
    {
        var count = Count();
        return count >= 0 && count <= (_bytes.Length - Position) / itemBytes ? (int)count : throw Damaged($"{count} items should follow");
    }

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Raw(sizeof(int)));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Raw(sizeof(long)));

    public DateTimeOffset Instant() => ToInstant(Int64());

    public ReadOnlySpan<byte> Bytes() => Raw(Items());

    public string Text() => Encoding.UTF8.GetString(Bytes());

    public string? OptionalText() => Bool() ? Text() : null;

    public EventId Event() => EventId.FromBytes(Raw(EventId.ByteLength));

    public GroupingHash Hash() => GroupingHash.FromBytes(Raw(GroupingHash.ByteLength));

    public ProjectId Project()
    {
        var value = Count();
        return value > 0 ? new ProjectId(value) : throw Damaged("a project should stand here");
    }

    public IssueId Issue()
    {
        var value = Count();
        return value > 0 ? new IssueId(value) : throw Damaged("an issue should stand here");
    }

    /// <summary>Reads the format that begins a record, one of several that are known.</summary>
    public byte Format(byte oldest, byte newest)
    {
        var format = Byte();
        return format >= oldest && format <= newest
            ? format
            : throw Damaged($"format {format} is unknown, {oldest} to {newest} are read; it may have been written by a newer version of this package");
    }

    /// <summary>Checks the format that begins a record.</summary>
    public void Format(byte known)
    {
        var format = Byte();
        if (format != known)
        {
            throw Damaged($"format {format} is unknown, {known} is read; it may have been written by a newer version of this package");
        }
    }

    private readonly DateTimeOffset ToInstant(long ticks) =>
        ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : throw Damaged("an instant should stand here");
}
