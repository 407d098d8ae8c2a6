namespace Monitoring.ErrorTracking.Spooling.Segments;

/// <summary>The segments that wait, with what they have together. One caller at a time.</summary>
internal sealed class SegmentList
{
    /// <summary>Those that take no more and are not handed out, the oldest first.</summary>
    private readonly Queue<SegmentFacts> _closed = new();

    /// <summary>Those that are handed out and not stored whole.</summary>
    private readonly List<SegmentFacts> _out = [];

    /// <summary>When the oldest records of the segments that have any were taken. Clocks that jump leave them in no order.</summary>
    private readonly SortedDictionary<DateTimeOffset, int> _oldest = [];

    public long Bytes { get; private set; }

    public long Requests { get; private set; }

    public int Unreadable { get; private set; }

    public bool IsEmpty => _closed.Count == 0 && _out.Count == 0;

    public bool HasClosed => _closed.Count > 0;

    /// <summary>When the oldest record was taken; null when there is none.</summary>
    public DateTimeOffset? OldestAt => _oldest.Count == 0 ? null : _oldest.First().Key;

    /// <summary>Adds one that takes no more.</summary>
    public void Add(SegmentFacts segment)
    {
        Count(segment, 1);
        _closed.Enqueue(segment);
    }

    /// <summary>Hands the oldest out; null when there is none.</summary>
    public SegmentFacts? TakeOldest()
    {
        if (_closed.TryDequeue(out var segment))
        {
            _out.Add(segment);
        }

        return segment;
    }

    /// <summary>Takes one back that could not be read, behind the others, so that it holds none of them up.</summary>
    public void TakeBack(SegmentFacts segment)
    {
        _out.Remove(segment);
        Count(segment, -1);
        Add(segment with { IsUnreadable = true });
    }

    /// <summary>Corrects what is known of one that is handed out, now that it was read.</summary>
    public void Correct(SegmentFacts segment, SegmentFacts read)
    {
        _out[_out.IndexOf(segment)] = read;
        Count(segment, -1);
        Count(read, 1);
    }

    /// <summary>Forgets one that was handed out.</summary>
    public void Remove(string name)
    {
        if (_out.Find(segment => segment.Name == name) is { } segment)
        {
            _out.Remove(segment);
            Count(segment, -1);
        }
    }

    private void Count(SegmentFacts segment, int sign)
    {
        Bytes += sign * segment.Bytes;
        Requests += sign * segment.Requests;
        Unreadable += segment.IsUnreadable ? sign : 0;
        if (segment.Requests > 0 && (_oldest[segment.OldestAt] = _oldest.GetValueOrDefault(segment.OldestAt) + sign) == 0)
        {
            _oldest.Remove(segment.OldestAt);
        }
    }
}
