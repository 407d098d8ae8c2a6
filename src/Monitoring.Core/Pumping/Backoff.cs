namespace Monitoring.Core.Pumping;

/// <summary>Waits that double from try to try up to a limit, each shortened by up to a half at random, so that what failed together does not come again together.</summary>
/// <param name="first">The wait after the first failure, before it is shortened.</param>
/// <param name="max">The longest wait.</param>
/// <param name="jitter">Gives numbers from 0 up to 1.</param>
internal sealed class Backoff(TimeSpan first, TimeSpan max, Jitter jitter)
{
    /// <param name="failures">How often it has failed, at least once.</param>
    public TimeSpan After(int failures)
    {
        // As numbers, since a time span would overflow.
        var doubled = first.Ticks * Math.Pow(2, Math.Max(0, failures - 1));
        return (doubled < max.Ticks ? TimeSpan.FromTicks((long)doubled) : max) * (1 - (jitter.Next() / 2));
    }
}
