using Monitoring.ErrorTracking.Json;
using Monitoring.ErrorTracking.Monitors.Schedules;

namespace Monitoring.ErrorTracking.Monitors.Reading;

/// <summary>Reads what is expected of a monitor, in the words of SDKs. What is not given has its default.</summary>
internal static class MonitorConfigReader
{
    /// <summary>The longest time in minutes, so that it can be told from nonsense before it becomes a time.</summary>
    private static readonly int LongestMinutes = (int)MonitorSettings.LongestTime.TotalMinutes;

    /// <summary>Reads the settings; what is wrong is told to the fields.</summary>
    public static MonitorSettings? Read(FieldReader fields, string name, DateTimeOffset now)
    {
        if (fields.Object("schedule") is not { } schedule)
        {
            fields.Fail("schedule", "must be an object with type and value.");
            return null;
        }

        if (ReadSchedule(schedule) is not { } read)
        {
            return null;
        }

        var settings = new MonitorSettings
        {
            Name = name.Any(char.IsControl) ? "" : Texts.Cut(name, MonitorSettings.MaxTextLength),
            Schedule = read,
            Margin = TimeSpan.FromMinutes(fields.Whole(0, LongestMinutes, "checkin_margin", "checkinMargin") ?? 1),
            MaxRunTime = TimeSpan.FromMinutes(fields.Whole(1, LongestMinutes, "max_runtime", "maxRuntime") ?? 30),
            TimeZone = fields.Text("timezone") is { Length: > 0 } zone ? zone : "UTC",
            FailureThreshold = fields.Whole(1, MonitorSettings.MaxThreshold, "failure_issue_threshold", "failureIssueThreshold") ?? 1,
            RecoveryThreshold = fields.Whole(1, MonitorSettings.MaxThreshold, "recovery_threshold", "recoveryThreshold") ?? 1,
            Owner = fields.Text("owner") is { Length: > 0 } owner ? owner : null,
        };
        if (fields.Fault is null && SettingsRules.FindFault(settings, now) is { } fault)
        {
            fields.Fail(fault);
        }

        return settings;
    }

    private static MonitorSchedule? ReadSchedule(FieldReader fields)
    {
        switch (fields.Text("type")?.ToLowerInvariant())
        {
            case "crontab":
                return fields.Text("value") is { } crontab ? MonitorSchedule.OfCrontab(crontab) : Fail(fields, "value", "must be a crontab.");
            case "interval":
                var every = fields.Whole(1, int.MaxValue, "value");
                var unit = fields.Text("unit")?.ToLowerInvariant();
                return every is null ? Fail(fields, "value", "must be a whole number, at least 1.")
                    : !Enum.TryParse<MonitorIntervalUnit>(unit?.TrimEnd('s'), ignoreCase: true, out var parsed) || char.IsAsciiDigit(unit![0])
                        ? Fail(fields, "unit", "must be minute, hour, day, week, month or year.")
                        : MonitorSchedule.OfInterval(every.Value, parsed);
            default:
                return Fail(fields, "type", "must be crontab or interval.");
        }
    }

    private static MonitorSchedule? Fail(FieldReader fields, string name, string demand)
    {
        fields.Fail(name, demand);
        return null;
    }
}
