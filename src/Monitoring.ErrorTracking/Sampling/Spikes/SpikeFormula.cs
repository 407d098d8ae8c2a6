namespace Monitoring.ErrorTracking.Sampling.Spikes;

/// <summary>
/// How many events an hour are the beginning of a spike: the most of 500, three times the pace of the project's quota, and f times the weighted mean of the
/// last week's hours, where f = (mean + 5 deviations) / mean, from 3 to 6. Weights halve each day.
/// </summary>
/// <remarks>
/// An hour above its own limit counts as that limit, so that a spike does not make itself usual at once; what lasts for days becomes usual. There is no limit
/// before there are 24 hours of history: nothing can be unusual then.
/// </remarks>
internal static class SpikeFormula
{
    public const int Hours = 168;

    private const int LeastHours = 24;
    private const long Floor = 500;
    private const double HalfLife = 24;
    private const double Deviations = 5;
    private const double LeastFactor = 3;
    private const double MostFactor = 6;
    private const double PaceFactor = 3;

    /// <summary>The limit of the hour that follows.</summary>
    /// <param name="hours">What was taken in the hours before, the oldest first, from the first hour in which anything was.</param>
    /// <param name="pace">How many events an hour the project's quota allows; 0 without one.</param>
    public static long? LimitAfter(ReadOnlySpan<long> hours, double pace)
    {
        hours = hours.Length > Hours ? hours[^Hours..] : hours;
        if (hours.Length < LeastHours)
        {
            return null;
        }

        var capped = new double[hours.Length];
        for (var hour = 0; hour < hours.Length; hour++)
        {
            capped[hour] = hour < LeastHours ? hours[hour] : Math.Min(hours[hour], Limit(capped.AsSpan(0, hour), pace));
        }

        return (long)Math.Ceiling(Limit(capped, pace));
    }

    private static double Limit(ReadOnlySpan<double> hours, double pace)
    {
        var (weights, sum, squares) = (0.0, 0.0, 0.0);
        for (var hour = 0; hour < hours.Length; hour++)
        {
            var weight = Math.Pow(2, -(hours.Length - 1 - hour) / HalfLife);
            weights += weight;
            sum += weight * hours[hour];
            squares += weight * hours[hour] * hours[hour];
        }

        var mean = sum / weights;
        var deviation = Math.Sqrt(Math.Max(0, (squares / weights) - (mean * mean)));
        var factor = mean > 0 ? Math.Clamp((mean + (Deviations * deviation)) / mean, LeastFactor, MostFactor) : LeastFactor;
        return Math.Max(Math.Max(Floor, PaceFactor * pace), factor * mean);
    }
}
