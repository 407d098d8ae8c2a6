namespace Monitoring.Storage.Errors;

/// <summary>
/// Counts positive values in buckets whose bounds grow by a fixed factor. Only so many buckets below the highest one are told apart; what lies lower is
/// counted in the lowest of them. That depends on the highest value alone, so adding and merging give the same in any order.
/// </summary>
internal sealed class LogBuckets
{
    private const int Chunk = 64;

    private long[] _counts = [];

    /// <summary>The bucket of the first place.</summary>
    private int _first;

    /// <summary>The highest bucket that was counted in.</summary>
    private int _highest;

    /// <summary>How many values are counted.</summary>
    public long Count { get; private set; }

    /// <summary>The lowest bucket that is told apart now.</summary>
    private int Floor => Math.Max(_highest - QuantileSketch.MaxBuckets + 1, QuantileSketch.LowestBucket);

    public void Add(int bucket, long count)
    {
        if (Count == 0)
        {
            _highest = bucket;
            _first = bucket;
            _counts = new long[Chunk];
        }
        else if (bucket > _highest)
        {
            _highest = bucket;
        }

        bucket = Math.Max(bucket, Floor);
        MakeRoom(bucket);
        _counts[bucket - _first] += count;
        Count += count;
    }

    public void Merge(LogBuckets other)
    {
        foreach (var (bucket, count) in other.Filled().ToArray())
        {
            Add(bucket, count);
        }
    }

    /// <summary>The buckets that are not empty, from the lowest to the highest.</summary>
    public IEnumerable<(int Bucket, long Count)> Filled()
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            if (_counts[i] != 0)
            {
                yield return (_first + i, _counts[i]);
            }
        }
    }

    /// <summary>Makes a place for a bucket, and takes together what fell below the floor.</summary>
    private void MakeRoom(int bucket)
    {
        var floor = Floor;
        if (_first >= floor && bucket >= _first && bucket - _first < _counts.Length)
        {
            return;
        }

        var first = Math.Max(floor, Math.Min(bucket, _first));
        var last = Math.Max(_highest, first);
        var length = Math.Min(QuantileSketch.MaxBuckets, (((last - first) / Chunk) + 1) * Chunk);
        if (_first + _counts.Length - first > length)
        {
            length = Math.Min(QuantileSketch.MaxBuckets, _first + _counts.Length - first);
        }

        var counts = new long[length];
        for (var i = 0; i < _counts.Length; i++)
        {
            if (_counts[i] != 0)
            {
                counts[Math.Max(_first + i, first) - first] += _counts[i];
            }
        }

        (_first, _counts) = (first, counts);
    }
}
