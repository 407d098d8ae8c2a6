namespace Monitoring.TestData.Disks;

/// <summary>The bytes of a simulated file: those that programs see, and those that are on the disk.</summary>
internal sealed class SimulatedContent
{
    private const int Sector = 512;

    private readonly List<Change> _unflushed = [];
    private byte[] _seen = [];
    private byte[] _durable = [];

    public long Length { get; private set; }

    private long DurableLength { get; set; }

    public int Read(long offset, Span<byte> buffer)
    {
        var count = (int)Math.Clamp(Length - offset, 0, buffer.Length);
        _seen.AsSpan((int)Math.Min(offset, Length), count).CopyTo(buffer);
        return count;
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        var change = new Change(offset, bytes.ToArray());
        _unflushed.Add(change);
        (_seen, Length) = Apply(_seen, Length, change);
    }

    public void Truncate(long length)
    {
        var change = new Change(length, null);
        _unflushed.Add(change);
        (_seen, Length) = Apply(_seen, Length, change);
    }

    public void Flush()
    {
        foreach (var change in _unflushed)
        {
            (_durable, DurableLength) = Apply(_durable, DurableLength, change);
        }

        _unflushed.Clear();
    }

    /// <summary>Takes what was written for written, though it is not.</summary>
    public void Drop() => _unflushed.Clear();

    public void Flip(long offset) => _durable[offset] = _seen[offset] ^= 0x40;

    /// <summary>What was flushed, and of each later write all, nothing, or some sectors.</summary>
    public SimulatedContent AfterPowerLoss(Random random)
    {
        var left = new SimulatedContent { _durable = [.. _durable.AsSpan(0, (int)DurableLength)], DurableLength = DurableLength };
        foreach (var change in _unflushed.Where(_ => random.Next(2) == 0))
        {
            foreach (var survived in random.Next(2) == 0 ? [change] : Tear(change, random))
            {
                (left._durable, left.DurableLength) = Apply(left._durable, left.DurableLength, survived);
            }
        }

        left._seen = [.. left._durable];
        left.Length = left.DurableLength;
        return left;
    }

    private static IEnumerable<Change> Tear(Change change, Random random)
    {
        if (change.Bytes is not { } bytes)
        {
            return [change];
        }

        // Sectors lie where the disk has them, not where the write begins.
        var first = (int)(Sector - (change.Offset % Sector));
        var starts = Enumerable.Range(0, 1 + Math.Max(0, (bytes.Length - first + Sector - 1) / Sector)).Select(i => i == 0 ? 0 : first + ((i - 1) * Sector));
        return starts
            .Where(_ => random.Next(2) == 0)
            .Select(start => new Change(change.Offset + start, bytes[start..Math.Min(bytes.Length, start == 0 ? first : start + Sector)]));
    }

    private static (byte[] Bytes, long Length) Apply(byte[] bytes, long length, Change change)
    {
        if (change.Bytes is not { } written)
        {
            if (change.Offset < length)
            {
                bytes.AsSpan((int)change.Offset, (int)(length - change.Offset)).Clear();
            }

            return (Grow(bytes, change.Offset), change.Offset);
        }

        bytes = Grow(bytes, change.Offset + written.Length);
        written.CopyTo(bytes.AsSpan((int)change.Offset));
        return (bytes, Math.Max(length, change.Offset + written.Length));
    }

    private static byte[] Grow(byte[] bytes, long length)
    {
        if (bytes.Length < length)
        {
            Array.Resize(ref bytes, (int)Math.Max(length, bytes.Length * 2L));
        }

        return bytes;
    }

    /// <summary>A write at an offset or, without bytes, a new length.</summary>
    private sealed record Change(long Offset, byte[]? Bytes);
}
