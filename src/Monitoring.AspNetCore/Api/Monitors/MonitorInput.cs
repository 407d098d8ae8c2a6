using System.ComponentModel;
using Monitoring.ErrorTracking.Monitors;

namespace Monitoring.AspNetCore.Api.Monitors;

[Description("What is expected of a job. What is left out has its default.")]
internal sealed record MonitorInput
{
    [Description("The name for people; the slug when it is left out.")]
    public string? Name { get; init; }

    public required MonitorScheduleDocument Schedule { get; init; }

    [Description("The IANA zone in which the schedule is meant; UTC when it is left out.")]
    public string? TimeZone { get; init; }

    [Description("How late a check-in may be, in whole minutes; one minute when it is left out.")]
    public TimeSpan? Margin { get; init; }

    [Description("How long a run may take, in whole minutes; 30 when it is left out.")]
    public TimeSpan? MaxRunTime { get; init; }

    [Description("How many failures in a row make the monitor fail; 1 when it is left out.")]
    public int? FailureThreshold { get; init; }

    [Description("How many good check-ins in a row let it recover; 1 when it is left out.")]
    public int? RecoveryThreshold { get; init; }

    [Description("Who looks after it, such as team:payments.")]
    public string? Owner { get; init; }

    /// <summary>The settings; null with the reason when they cannot be read.</summary>
    public MonitorSettings? Read(out string fault)
    {
        if (Schedule.Read(out fault) is not { } schedule)
        {
            return null;
        }

        var defaults = new MonitorSettings { Schedule = schedule };
        return defaults with
        {
            Name = Name ?? "",
            TimeZone = TimeZone ?? defaults.TimeZone,
            Margin = Margin ?? defaults.Margin,
            MaxRunTime = MaxRunTime ?? defaults.MaxRunTime,
            FailureThreshold = FailureThreshold ?? defaults.FailureThreshold,
            RecoveryThreshold = RecoveryThreshold ?? defaults.RecoveryThreshold,
            Owner = Owner,
        };
    }
}
