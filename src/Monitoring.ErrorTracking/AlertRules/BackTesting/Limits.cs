using Monitoring.ErrorTracking.AlertRules.Judging;
using Monitoring.ErrorTracking.AlertRules.Measuring;

namespace Monitoring.ErrorTracking.AlertRules.BackTesting;

/// <summary>What a try of a rule cannot know, in sentences.</summary>
internal static class Limits
{
    public const string Today = "Level, assignee, tags, releases and the other words of the search are those of today; the status is that of then.";
    public const string FirstEvent = "In which release and environment an issue was seen first is not kept; any in which it was seen counts.";
    public const string Deleted = "Issues that were deleted or merged away are not there any more.";
    public const string Thresholds = "Failures and recoveries of monitors are judged by the thresholds of today.";

    public const string OldSessions = "Hours of sessions from the beginning of the range are not kept any more.";
    public const string Users = "Users are added up hour by hour; who came in several hours of a window counts in each of them.";

    public static string TooManyIssues { get; } = $"Only the {ProjectMeter.MostIssues} issues that were seen last were looked at.";

    public static string TooManyEvents(int most) => FormattableString.Invariant($"Of an issue with more than {most} events in the range only the last ones were looked at.");

    /// <summary>What follows from counting by hours.</summary>
    public static string? OfWindow(AlertTrigger trigger) =>
        !AlertBounds.IsCount(trigger.Kind) ? null
        : trigger.Window.Ticks % TimeSpan.TicksPerHour != 0
            ? $"A window of {Reasons.Length(trigger.Window)} was judged by whole hours, {Reasons.Length(WindowOf(trigger))} at a time: it may fire more often than in truth, and a burst across the turn of an hour may be missed."
        : null;

    /// <summary>The window in whole hours.</summary>
    public static TimeSpan WindowOf(AlertTrigger trigger) =>
        new((trigger.Window.Ticks + TimeSpan.TicksPerHour - 1) / TimeSpan.TicksPerHour * TimeSpan.TicksPerHour);
}
