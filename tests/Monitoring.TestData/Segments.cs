using System.Buffers;

namespace Monitoring.TestData;

/// <summary>Cuts bytes into the segments of a sequence, as a network stream does.</summary>
public static class Segments
{
    /// <summary>A sequence of the same bytes with a new segment after each of the given lengths; lengths may be 0, what is left is the last segment.</summary>
    public static ReadOnlySequence<byte> Cut(ReadOnlyMemory<byte> bytes, IEnumerable<int> lengths)
    {
        var first = new Segment(ReadOnlyMemory<byte>.Empty);
        var last = first;
        foreach (var length in lengths)
        {
            var taken = Math.Min(Math.Abs(length), bytes.Length);
            last = last.Append(bytes[..taken].ToArray());
            bytes = bytes[taken..];
        }

        last = last.Append(bytes.ToArray());
        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    /// <summary>A sequence of the same bytes in segments of one length.</summary>
    public static ReadOnlySequence<byte> Every(ReadOnlyMemory<byte> bytes, int length) => Cut(bytes, Enumerable.Repeat(length, bytes.Length / length));

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory) => Memory = memory;

        public Segment Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory) { RunningIndex = RunningIndex + Memory.Length };
            Next = next;
            return next;
        }
    }
}
