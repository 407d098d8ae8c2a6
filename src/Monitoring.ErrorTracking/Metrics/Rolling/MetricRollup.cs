using Monitoring.ErrorTracking.Packing;
using Monitoring.ErrorTracking.Rollups;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Metrics.Rolling;

/// <summary>What is kept of many values of a series: their sketch, the last one, and for a set which different things there were.</summary>
internal sealed class MetricRollup : IRollup<MetricRollup>
{
    private const byte Format = 1;

    /// <summary>More than anybody counts between two reports.</summary>
    private const double MaxSummaryCount = 1_000_000_000;

    private QuantileSketch _values = new();
    private DistinctSketch _members = new();

    /// <summary>The values.</summary>
    public QuantileSketch Values => _values;

    /// <summary>How many different things of a set there were.</summary>
    public long Distinct => _members.Count();

    /// <summary>How often things of a set were named.</summary>
    public long Named { get; private set; }

    /// <summary>The value that was the last; null when there are none.</summary>
    public double? Last { get; private set; }

    public DateTimeOffset LastAt { get; private set; }

    /// <summary>How many values, or things that were named.</summary>
    public long Count => _values.Count + Named;

    public void Add(double value, DateTimeOffset at)
    {
        _values.Add(value);
        See(value, at);
    }

    /// <summary>
    /// Adds a gauge that was summed up by its sender. Count, sum, least and greatest are as it says; the values between are taken as their mean.
    /// </summary>
    public static bool CanAddSummary(ReadOnlySpan<double> summary) =>
        summary is [var last, var min, var max, var sum, var count]
        && count is >= 1 and <= MaxSummaryCount && min <= last && last <= max && sum >= (min * count) - 1e-6 && sum <= (max * count) + 1e-6
        && QuantileSketch.CanHold(min * count) && QuantileSketch.CanHold(max * count);

    public void AddSummary(ReadOnlySpan<double> summary, DateTimeOffset at)
    {
        var (last, min, max, sum, count) = (summary[0], summary[1], summary[2], summary[3], (long)summary[4]);
        _values.Add(min);
        if (count > 1)
        {
            _values.Add(max);
        }

        if (count > 2)
        {
            _values.Add(Math.Clamp((sum - min - max) / (count - 2), min, max), count - 2);
        }

        See(last, at);
    }

    public void AddMember(ulong hash)
    {
        _members.Add(hash);
        Named++;
    }

    public void Merge(MetricRollup other)
    {
        _values.Merge(other._values);
        _members.Merge(other._members);
        Named += other.Named;
        if (other.Last is { } last)
        {
            See(last, other.LastAt);
        }
    }

    public byte[] Encode()
    {
        var writer = new ValueWriter().Whole(Format).Bytes(_values.ToBytes()).Whole(Named).Bytes(Named == 0 ? [] : _members.ToBytes()).Whole(Last is null ? 0 : 1);
        return Last is { } last ? writer.Number(last).Whole(LastAt.UtcTicks).ToArray() : writer.ToArray();
    }

    public static MetricRollup? Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new ValueReader(bytes);
        if (reader.Whole() != Format || Sketches.Quantiles(reader.Bytes()) is not { } values)
        {
            return null;
        }

        var named = reader.Whole();
        var members = reader.Bytes();
        if ((members.IsEmpty ? new DistinctSketch() : Sketches.Distinct(members)) is not { } distinct)
        {
            return null;
        }

        var rollup = new MetricRollup { _values = values, _members = distinct, Named = named };
        if (reader.Whole() == 1)
        {
            rollup.See(reader.Number(), reader.Instant());
        }

        return reader.IsComplete ? rollup : null;
    }

    /// <summary>Of two values of one instant the greater is the last, so that the order of adding does not matter.</summary>
    private void See(double value, DateTimeOffset at)
    {
        if (Last is not { } last || at > LastAt || (at == LastAt && value > last))
        {
            Last = value + 0.0;
            LastAt = at;
        }
    }
}
