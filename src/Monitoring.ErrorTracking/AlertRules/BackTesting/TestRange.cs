using System.Globalization;
using Monitoring.ErrorTracking.AlertRules.Measuring;

namespace Monitoring.ErrorTracking.AlertRules.BackTesting;

/// <summary>The whole hours that a rule is tried on.</summary>
internal sealed record TestRange(DateTimeOffset From, DateTimeOffset To)
{
    private static readonly TimeSpan Default = TimeSpan.FromDays(7);

    /// <summary>How many hours it has.</summary>
    public int Length => (int)((To - From) / Hours.One);

    /// <summary>The end of an hour: then its counts are known.</summary>
    public DateTimeOffset EndOf(int hour) => From + ((hour + 1) * Hours.One);

    public bool Contains(DateTimeOffset at) => at >= From && at < To;

    /// <summary>The range; null with the reason when it is none. The hour that runs is taken as it is so far.</summary>
    public static TestRange? Of(AlertTest test, DateTimeOffset now, out string fault)
    {
        var floor = Hours.Floor(now);
        var end = floor == now ? now : floor + Hours.One;
        var to = test.To is { } wanted && wanted < now ? Hours.Floor(wanted) : end;
        var from = Hours.Floor(test.From ?? to - Default);
        fault = test.To > now + TimeSpan.FromHours(1) ? "to: must not lie in the future."
            : from >= to ? "from: must lie at least an hour before 'to'."
            : to - from > AlertTest.LongestRange + Hours.One ? "from: must lie at most 90 days before 'to'."
            : "";
        return fault.Length == 0 ? new TestRange(from, to) : null;
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"from {From.UtcDateTime:yyyy-MM-dd HH:mm} to {To.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
}
