using Monitoring.ErrorTracking.Packing;
using Monitoring.ErrorTracking.Rollups;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tracing.Rolling;

/// <summary>What is kept of many spans of one operation and description: durations and failures.</summary>
internal sealed class SpanRollup : IRollup<SpanRollup>
{
    private const byte Format = 1;

    private QuantileSketch _durations = new();

    public long Count => _durations.Count;

    public long Failed { get; private set; }

    /// <summary>Durations in milliseconds.</summary>
    public QuantileSketch Durations => _durations;

    public void Add(double milliseconds, bool hasFailed)
    {
        _durations.Add(milliseconds);
        Failed += hasFailed ? 1 : 0;
    }

    public void Merge(SpanRollup other)
    {
        _durations.Merge(other._durations);
        Failed += other.Failed;
    }

    public byte[] Encode() => new ValueWriter().Whole(Format).Whole(Failed).Bytes(_durations.ToBytes()).ToArray();

    public static SpanRollup? Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new ValueReader(bytes);
        if (reader.Whole() != Format)
        {
            return null;
        }

        var failed = reader.Whole();
        return Sketches.Quantiles(reader.Bytes()) is { } durations && reader.IsComplete ? new SpanRollup { Failed = failed, _durations = durations } : null;
    }
}
