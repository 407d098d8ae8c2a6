namespace Monitoring.Storage.Errors;

/// <summary>
/// How many events an issue may have in an hour before it is said to escalate, from the 168 hours before. The limit is
/// <c>max(10, spike, bursty)</c>.
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item><c>spike = weighted + clamp((avg + 5 std) / avg, 5, 8) * avg</c>: <c>avg</c> and <c>std</c> are the mean and the standard deviation (of a sample) of the hours,
/// <c>weighted</c> is their mean with the weights 1 for the oldest to 168 for the newest.</item>
/// <item><c>bursty = max * clamp(5 exp(-0.65 std / avg), 2, 5)</c>: <c>max</c> is the greatest hour.</item>
/// <item>Of an issue first seen within the 168 hours: <c>10 * max</c> in place of both.</item>
/// </list>
/// </remarks>
public readonly record struct EscalationForecast
{
    /// <summary>The hours that are looked at: a week.</summary>
    public const int Hours = 168;

    /// <summary>So many events in an hour are never an escalation.</summary>
    public const long Least = 10;

    /// <summary>The part of the limit that follows the mean of the hours.</summary>
    public required double Spike { get; init; }

    /// <summary>How often the greatest hour may come again.</summary>
    public required double Bursts { get; init; }

    /// <summary>The greatest hour.</summary>
    public required long Greatest { get; init; }

    /// <summary>Looks at the hours before an hour.</summary>
    public static EscalationForecast Of(IIssueCounts counts, long hour)
    {
        ArgumentNullException.ThrowIfNull(counts);
        Span<long> hours = stackalloc long[Hours];
        for (var i = 0; i < Hours; i++)
        {
            hours[i] = counts.EventsInHour(hour - Hours + i);
        }

        return Of(hours, isYoung: hour - IssueLifecycle.HourOf(counts.FirstSeen) < Hours);
    }

    /// <summary>Looks at the events of some hours.</summary>
    /// <param name="hours">The hours, at least two, the oldest first.</param>
    /// <param name="isYoung">Whether the issue was first seen in them.</param>
    public static EscalationForecast Of(ReadOnlySpan<long> hours, bool isYoung)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(hours.Length, 2);
        var (sum, weighted, greatest) = (0.0, 0.0, 0L);
        for (var i = 0; i < hours.Length; i++)
        {
            sum += hours[i];
            weighted += (i + 1.0) * hours[i];
            greatest = Math.Max(greatest, hours[i]);
        }

        if (isYoung || greatest == 0)
        {
            return new EscalationForecast { Spike = 0, Bursts = 10, Greatest = greatest };
        }

        var average = sum / hours.Length;
        var deviation = Deviation(hours, average);
        weighted /= hours.Length * (hours.Length + 1.0) / 2;
        return new EscalationForecast
        {
            Spike = weighted + (Math.Clamp((average + (5 * deviation)) / average, 5, 8) * average),
            Bursts = Math.Clamp(5 * Math.Exp(-0.65 * deviation / average), 2, 5),
            Greatest = greatest,
        };
    }

    /// <summary>The limit.</summary>
    /// <param name="known">
    /// Events of the current hour that count among what was before: those that were there when somebody said that the issue is in order as it is.
    /// </param>
    public double Limit(long known = 0) => Math.Max(Least, Math.Max(Spike, Math.Max(Greatest, known) * Bursts));

    private static double Deviation(ReadOnlySpan<long> hours, double average)
    {
        var squares = 0.0;
        foreach (var count in hours)
        {
            squares += (count - average) * (count - average);
        }

        return Math.Sqrt(squares / (hours.Length - 1));
    }
}
