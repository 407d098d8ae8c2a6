using System.ComponentModel;
using Monitoring.ErrorTracking.Monitors;

namespace Monitoring.AspNetCore.Api.Monitors;

[Description("When a job is expected: by a crontab, or so long after the last time.")]
internal sealed record MonitorScheduleDocument
{
    [Description("crontab or interval.")]
    public required string Type { get; init; }

    [Description("Of a crontab: five fields, six with one second in front, or a macro such as @daily.")]
    public string? Crontab { get; init; }

    [Description("Of an interval: how many units.")]
    public int? Every { get; init; }

    [Description("Of an interval: minute, hour, day, week, month or year.")]
    public string? Unit { get; init; }

    public static MonitorScheduleDocument Of(MonitorSchedule schedule) => schedule.Type == MonitorScheduleType.Crontab
        ? new() { Type = "crontab", Crontab = schedule.Crontab }
        : new() { Type = "interval", Every = schedule.Every, Unit = Words.Of(schedule.Unit) };

    /// <summary>The schedule; null with the reason when there is none.</summary>
    public MonitorSchedule? Read(out string fault)
    {
        fault = "";
        switch (Type)
        {
            case "crontab" when Every is null && Unit is null:
                return MonitorSchedule.OfCrontab(Crontab ?? "");
            case "interval" when Crontab is null && Words.TryParse<MonitorIntervalUnit>(Unit, out var unit):
                return MonitorSchedule.OfInterval(Every ?? 0, unit);
            default:
                fault = "schedule: must be a type 'crontab' with 'crontab', or 'interval' with 'every' and 'unit' (minute, hour, day, week, month or year).";
                return null;
        }
    }
}
