namespace Monitoring.ErrorTracking.Monitors.Schedules;

/// <summary>Says what is wrong with settings.</summary>
internal static class SettingsRules
{
    private static readonly string LongestMinutes = MonitorSettings.LongestTime.TotalMinutes.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The first fault; begins with the name of the field as SDKs write it. Null when there is none.</summary>
    public static string? FindFault(MonitorSettings settings, DateTimeOffset now) =>
        !IsWithin(settings.Margin, TimeSpan.Zero) ? $"checkin_margin: must be a whole number of minutes from 0 to {LongestMinutes}."
        : !IsWithin(settings.MaxRunTime, TimeSpan.FromMinutes(1)) ? $"max_runtime: must be a whole number of minutes from 1 to {LongestMinutes}."
        : !IsThreshold(settings.FailureThreshold) ? $"failure_issue_threshold: must be a whole number from 1 to {MonitorSettings.MaxThreshold}."
        : !IsThreshold(settings.RecoveryThreshold) ? $"recovery_threshold: must be a whole number from 1 to {MonitorSettings.MaxThreshold}."
        : !IsText(settings.Name) ? $"name: must be a text of at most {MonitorSettings.MaxTextLength} characters."
        : !IsText(settings.Owner) ? $"owner: must be a text of at most {MonitorSettings.MaxTextLength} characters."
        : Slots.TryCreate(settings.Schedule, settings.TimeZone, now, out _, out var fault) ? null
        : fault;

    private static bool IsWithin(TimeSpan time, TimeSpan least) =>
        time >= least && time <= MonitorSettings.LongestTime && time.Ticks % TimeSpan.TicksPerMinute == 0;

    private static bool IsThreshold(int threshold) => threshold is >= 1 and <= MonitorSettings.MaxThreshold;

    private static bool IsText(string? text) => text is null || (text.Length <= MonitorSettings.MaxTextLength && !text.Any(char.IsControl));
}
