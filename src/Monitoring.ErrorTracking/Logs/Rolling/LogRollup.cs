using Monitoring.ErrorTracking.Packing;
using Monitoring.ErrorTracking.Rollups;

namespace Monitoring.ErrorTracking.Logs.Rolling;

/// <summary>How many log records there were, and how long they were together.</summary>
internal sealed class LogRollup : IRollup<LogRollup>
{
    private const byte Format = 1;

    /// <summary>By level.</summary>
    public static RollupKind Kind { get; } = new("logs") { MaxSeries = 20 };

    public long Count { get; private set; }

    public long Bytes { get; private set; }

    public void Add(long bytes)
    {
        Count++;
        Bytes += bytes;
    }

    public void Merge(LogRollup other)
    {
        Count += other.Count;
        Bytes += other.Bytes;
    }

    public byte[] Encode() => new ValueWriter().Whole(Format).Whole(Count).Whole(Bytes).ToArray();

    public static LogRollup? Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new ValueReader(bytes);
        var format = reader.Whole();
        var rollup = new LogRollup { Count = reader.Whole(), Bytes = reader.Whole() };
        return format == Format && reader.IsComplete ? rollup : null;
    }
}
