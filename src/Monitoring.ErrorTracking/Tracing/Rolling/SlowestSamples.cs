using Monitoring.ErrorTracking.Packing;

namespace Monitoring.ErrorTracking.Tracing.Rolling;

/// <summary>The slowest samples of many, a bounded number. What is kept does not depend on the order of adding.</summary>
internal sealed class SlowestSamples
{
    /// <summary>How many are kept.</summary>
    public const int Most = 10;

    private readonly SortedSet<TransactionSample> _samples = new(BySlowness.Instance);

    /// <summary>The samples, the slowest first.</summary>
    public IReadOnlyCollection<TransactionSample> Items => _samples;

    public void Add(TransactionSample sample)
    {
        _samples.Add(sample);
        if (_samples.Count > Most)
        {
            _samples.Remove(_samples.Max!);
        }
    }

    public void Add(SlowestSamples other)
    {
        foreach (var sample in other._samples.ToArray())
        {
            Add(sample);
        }
    }

    public void Write(ValueWriter into)
    {
        into.Whole(_samples.Count);
        Span<byte> id = stackalloc byte[EventId.ByteLength];
        foreach (var sample in _samples)
        {
            sample.EventId?.TryWriteBytes(id);
            into.Text(sample.TraceId)
                .Bytes(sample.EventId is null ? [] : id)
                .Number(sample.Milliseconds)
                .Whole(sample.At.UtcTicks)
                .Text(sample.Release ?? "")
                .Whole(sample.HasFailed ? 1 : 0);
        }
    }

    public void Read(ref ValueReader from)
    {
        for (var count = from.Count(); count > 0 && !from.IsBroken; count--)
        {
            var trace = from.Text();
            var id = from.Bytes();
            var sample = new TransactionSample
            {
                TraceId = trace,
                EventId = id.Length == EventId.ByteLength ? EventId.FromBytes(id) : null,
                Milliseconds = from.Number(),
                At = from.Instant(),
                Release = from.Text() is { Length: > 0 } release ? release : null,
                HasFailed = from.Whole() == 1,
            };
            if (!from.IsBroken)
            {
                Add(sample);
            }
        }
    }

    private sealed class BySlowness : IComparer<TransactionSample>
    {
        public static BySlowness Instance { get; } = new();

        public int Compare(TransactionSample? x, TransactionSample? y)
        {
            var order = y!.Milliseconds.CompareTo(x!.Milliseconds);
            order = order != 0 ? order : string.CompareOrdinal(x.TraceId, y.TraceId);
            order = order != 0 ? order : (x.EventId ?? default).CompareTo(y.EventId ?? default);
            return order != 0 ? order : x.At.CompareTo(y.At);
        }
    }
}
