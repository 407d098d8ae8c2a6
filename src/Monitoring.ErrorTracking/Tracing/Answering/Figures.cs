using Monitoring.ErrorTracking.Tracing.Rolling;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tracing.Answering;

/// <summary>Makes figures of sketches.</summary>
internal static class Figures
{
    /// <summary>
    /// Apdex by the durations alone: (satisfied + tolerating / 2) / count, with up to T satisfied, up to 4 T tolerating, and the rest frustrated. The bounds are sharp
    /// to the accuracy of the sketch. 1 when there are none.
    /// </summary>
    public static double Apdex(QuantileSketch durations, TimeSpan threshold)
    {
        if (durations.Count == 0)
        {
            return 1;
        }

        var satisfied = durations.CountUpTo(threshold.TotalMilliseconds);
        var tolerating = durations.CountUpTo(4 * threshold.TotalMilliseconds) - satisfied;
        return (satisfied + (tolerating / 2)) / durations.Count;
    }

    public static DurationFigures Duration(QuantileSketch durations) => new()
    {
        Mean = durations.Mean ?? 0,
        P50 = durations.Quantile(0.5) ?? 0,
        P95 = durations.Quantile(0.95) ?? 0,
        P99 = durations.Quantile(0.99) ?? 0,
        Max = durations.Max ?? 0,
        Sum = durations.Sum,
    };

    public static double Rate(long part, long all) => all == 0 ? 0 : (double)part / all;

    public static TransactionSummary Transaction(string name, string operation, TransactionRollup rollup, TimeSpan threshold) => new()
    {
        Name = name,
        Operation = operation,
        Count = rollup.Count,
        Errors = rollup.Failed,
        ErrorRate = Rate(rollup.Failed, rollup.Count),
        Apdex = Apdex(rollup.Durations, threshold),
        Users = rollup.Users,
        Duration = Duration(rollup.Durations),
    };

    public static SpanSummary Span(string description, string operation, SpanRollup rollup) => new()
    {
        Operation = operation,
        Description = description,
        Count = rollup.Count,
        Errors = rollup.Failed,
        ErrorRate = Rate(rollup.Failed, rollup.Count),
        Duration = Duration(rollup.Durations),
    };

    public static double Rank(TransactionSummary summary, TransactionSort sort) => sort switch
    {
        TransactionSort.Errors => summary.Errors,
        TransactionSort.P95 => summary.Duration.P95,
        TransactionSort.Apdex => -summary.Apdex,
        TransactionSort.Slowest => summary.Duration.Max,
        _ => summary.Count,
    };

    public static double Rank(SpanSummary summary, TransactionSort sort) => sort switch
    {
        TransactionSort.Errors => summary.Errors,
        TransactionSort.P95 => summary.Duration.P95,
        TransactionSort.Slowest => summary.Duration.Max,
        _ => summary.Count,
    };
}
