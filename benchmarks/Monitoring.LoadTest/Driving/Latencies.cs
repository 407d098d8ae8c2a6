using System.Diagnostics;

namespace Monitoring.LoadTest.Driving;

/// <summary>Times from the first byte sent to the last byte received.</summary>
internal sealed class Latencies
{
    private readonly long[] _sorted;

    public Latencies(IEnumerable<long> ticks)
    {
        _sorted = [.. ticks];
        Array.Sort(_sorted);
    }

    /// <summary>The time that a share of the requests did not exceed, in milliseconds.</summary>
    public double Percentile(double share) =>
        Stopwatch.GetElapsedTime(0, _sorted[Math.Min(_sorted.Length - 1, (int)(share * _sorted.Length))]).TotalMilliseconds;
}
