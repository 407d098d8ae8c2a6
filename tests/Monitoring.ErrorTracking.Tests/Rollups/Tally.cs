using System.Buffers.Binary;
using Monitoring.ErrorTracking.Rollups;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tests.Rollups;

/// <summary>A value for tests: a sum, and who added to it.</summary>
internal sealed class Tally : IRollup<Tally>
{
    private readonly DistinctSketch _who = new();

    public long Sum { get; private set; }

    public long Who => _who.Count();

    public static Tally Of(long sum, ulong who)
    {
        var tally = new Tally { Sum = sum };
        tally._who.Add(who);
        return tally;
    }

    public static Tally? Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= sizeof(long))
        {
            return null;
        }

        var tally = new Tally { Sum = BinaryPrimitives.ReadInt64BigEndian(bytes) };
        tally._who.Merge(DistinctSketch.FromBytes(bytes[sizeof(long)..]));
        return tally;
    }

    public void Merge(Tally other)
    {
        Sum += other.Sum;
        _who.Merge(other._who);
    }

    public byte[] Encode()
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Sum);
        return [.. bytes, .. _who.ToBytes()];
    }
}
