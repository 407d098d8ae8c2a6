namespace Monitoring.ErrorTracking.AlertRules.BackTesting;

/// <summary>What was counted in each hour from a beginning on, with sums over stretches of it.</summary>
internal sealed class HourCounts
{
    private readonly DateTimeOffset _from;
    private readonly long[] _sums;

    /// <param name="from">The first hour.</param>
    /// <param name="counts">The count of each hour.</param>
    public HourCounts(DateTimeOffset from, IReadOnlyList<long> counts)
    {
        _from = from;
        _sums = new long[counts.Count + 1];
        for (var hour = 0; hour < counts.Count; hour++)
        {
            _sums[hour + 1] = _sums[hour] + counts[hour];
        }
    }

    /// <summary>The sum of the hours from one on up to another, without it; what lies outside counts as nothing.</summary>
    public long Sum(DateTimeOffset from, DateTimeOffset to) => At(to) - At(from);

    private long At(DateTimeOffset at) => _sums[Math.Clamp((at - _from).Ticks / TimeSpan.TicksPerHour, 0, _sums.Length - 1)];
}
