using System.Globalization;
using Monitoring.Signals.Errors;

namespace Monitoring.ErrorTracking.AlertRules.Judging;

/// <summary>Says why a rule fired, in a sentence.</summary>
internal static class Reasons
{
    public static string OfMoment(AlertTriggerKind kind, string? release, string? environment) => Head(kind)
        + (release is null ? "" : $" in release {release}")
        + (environment is null ? "" : $" in {environment}");

    public static string OfMonitor(MonitorFailed failed) => failed.Failure switch
    {
        MonitorFailure.Missed => "The job did not begin in time",
        MonitorFailure.TimedOut => "The job did not end in time",
        _ => "The job said that it failed",
    } + (failed.InARow > 1 ? Text($", {failed.InARow} times in a row") : "");

    public static string OfValue(AlertTrigger trigger, Measured measured) => trigger.Kind switch
    {
        AlertTriggerKind.Users => Text($"{AtLeast(measured)}{Number(measured.Value)} users in {Length(trigger.Window)}, more than {trigger.Threshold}"),
        AlertTriggerKind.ProjectEvents => Text($"{AtLeast(measured)}{Number(measured.Value)} events of the project in {Length(trigger.Window)}, more than {trigger.Threshold}"),
        AlertTriggerKind.Events => Text($"{AtLeast(measured)}{Number(measured.Value)} events in {Length(trigger.Window)}, more than {trigger.Threshold}"),
        AlertTriggerKind.CrashFree => Text(
            $"{Number(measured.Value)} % crash-free {(trigger.Measure == CrashFreeMeasure.Users ? "users" : "sessions")} of {measured.Weight} in {Length(trigger.Window)}, below {Number(trigger.Percent)} %"),
        _ => Text($"{Number(measured.Value)} events in {Length(trigger.Window)} against {Number(measured.Base)} {Before(trigger.Comparison)}: {Signed(AlertBounds.Change(measured.Value, measured.Base))} %, {(trigger.Percent >= 0 ? "more" : "less")} than {Signed(trigger.Percent)} %"),
    };

    public static string Length(TimeSpan time) =>
        time.Ticks % TimeSpan.TicksPerDay == 0 ? Of(time.Ticks / TimeSpan.TicksPerDay, "day")
        : time.Ticks % TimeSpan.TicksPerHour == 0 ? Of(time.Ticks / TimeSpan.TicksPerHour, "hour")
        : Of((long)Math.Ceiling(time.TotalMinutes), "minute");

    private static string Of(long count, string unit) => Text($"{count} {unit}{(count == 1 ? "" : "s")}");

    private static string Head(AlertTriggerKind kind) => kind switch
    {
        AlertTriggerKind.NewIssue => "First seen",
        AlertTriggerKind.Regression => "Came back after it had been resolved",
        AlertTriggerKind.Escalation => "Comes much more often than it used to",
        _ => "Woke from being ignored",
    };

    private static string Before(AlertComparison comparison) => comparison switch
    {
        AlertComparison.Yesterday => "in the same hours yesterday",
        AlertComparison.LastWeek => "in the same hours a week ago",
        _ => "just before",
    };

    private static string AtLeast(Measured measured) => measured.IsAtLeast ? "at least " : "";

    private static string Signed(double number) => (number > 0 ? "+" : "") + Number(number);

    private static string Number(double number) => Math.Round(number, 2).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
