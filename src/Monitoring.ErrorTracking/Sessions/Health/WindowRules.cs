namespace Monitoring.ErrorTracking.Sessions.Health;

/// <summary>What may be asked for. Each check answers <see langword="null"/> or what is wrong.</summary>
internal static class WindowRules
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(731);
    private static readonly TimeSpan LongestOfHours = TimeSpan.FromDays(31);

    /// <summary>So far from its ends a calendar can be widened.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromDays(2);

    public static string? Check(SessionWindow window) =>
        window.From < DateTimeOffset.MinValue + Margin || window.To > DateTimeOffset.MaxValue - Margin ? "from, to: must lie between the years 2 and 9998."
        : window.From >= window.To || window.To - window.From > Longest ? $"from, to: 'from' must lie before 'to', by at most {Longest.TotalDays} days."
        : null;

    public static string? Check(SessionQuery query, DateTimeOffset hoursSince) =>
        Check(query.Window)
        ?? (!Enum.IsDefined(query.Interval) ? "interval: must be hour or day."
        : (query.GroupBy & ~(SessionGrouping.Release | SessionGrouping.Environment | SessionGrouping.Status)) != 0 ? "groupBy: must be of release, environment and status."
        : query.Interval == SessionInterval.Day ? null
        : query.Window.To - query.Window.From > LongestOfHours ? $"interval: hours can be asked for {LongestOfHours.TotalDays} days at once; ask for days."
        : query.Window.From < hoursSince ? "interval: hours are no longer kept for the time of 'from'; ask for days."
        : null);

    public static string? Check(ReleaseHealthSearch search) =>
        Check(search.Window)
        ?? Pages.FindFault(search.Limit)
        ?? (!Enum.IsDefined(search.Sort) ? "sort: is none of the orders."
        : null);
}
