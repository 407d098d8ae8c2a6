using System.Text;

namespace Monitoring.LoadTest.Traffic;

/// <summary>An envelope that is sent again and again, each time with another event id.</summary>
internal sealed class EnvelopeTemplate
{
    private readonly byte[] _bytes;
    private readonly int[] _idPositions;

    /// <param name="bytes">The envelope, uncompressed.</param>
    /// <param name="eventId">The id in it, 32 hexadecimal digits; null when it has none.</param>
    /// <param name="events">How many error events are in it.</param>
    /// <param name="isCompressed">Whether its SDK compresses what it sends.</param>
    public EnvelopeTemplate(byte[] bytes, string? eventId, int events, bool isCompressed)
    {
        (_bytes, Events, IsCompressed) = (bytes, events, isCompressed);
        _idPositions = eventId is null ? [] : [.. Find(bytes, Encoding.ASCII.GetBytes(eventId))];
    }

    public int Events { get; }

    public bool IsCompressed { get; }

    public int Length => _bytes.Length;

    /// <summary>A copy with another id.</summary>
    public byte[] Stamp(Guid id)
    {
        var copy = (byte[])_bytes.Clone();
        foreach (var position in _idPositions)
        {
            id.TryFormat(copy.AsSpan(position), out _, "N");
        }

        return copy;
    }

    private static IEnumerable<int> Find(byte[] bytes, byte[] id)
    {
        for (var from = 0; bytes.AsSpan(from).IndexOf(id) is >= 0 and var found; from += found + id.Length)
        {
            yield return from + found;
        }
    }
}
