namespace Monitoring.AspNetCore.Api.Monitors;

internal static class MonitorExamples
{
    private static readonly DateTimeOffset Night = new(2026, 11, 22, 1, 0, 0, TimeSpan.Zero);

    private static readonly MonitorScheduleDocument Schedule = new() { Type = "crontab", Crontab = "0 2 * * *" };

    public static ApiParameter Slug { get; } = Parameters.Path("monitor", "The monitor's name in check-ins.", "nightly-report");

    public static ApiParameter Environment { get; } = Parameters.Query("environment", "Only check-ins of this environment.", "production");

    public static ApiContent Input { get; } = ApiContent.Of(
        new()
        {
            Name = "Nightly report",
            Schedule = Schedule,
            TimeZone = "Europe/Prague",
            Margin = TimeSpan.FromMinutes(5),
            MaxRunTime = TimeSpan.FromMinutes(30),
            FailureThreshold = 2,
            RecoveryThreshold = 1,
            Owner = "team:reports",
        },
        MonitorJson.Default.MonitorInput);

    public static ApiContent Status { get; } = ApiContent.Of(new() { Status = "muted" }, MonitorJson.Default.MonitorStatusInput);

    public static ApiContent One { get; } = ApiContent.Of(Monitor(), MonitorJson.Default.MonitorDocument);

    public static ApiContent List { get; } = ApiContent.Of(new() { Items = [Monitor()], Next = null }, MonitorJson.Default.ListDocumentMonitorDocument);

    public static ApiContent CheckIns { get; } = ApiContent.Of(new() { Items = [CheckIn()], Next = null }, MonitorJson.Default.ListDocumentCheckInDocument);

    private static MonitorDocument Monitor() => new()
    {
        Id = "019aad70-1000-7000-8000-000000000001",
        ProjectId = "1",
        Slug = "nightly-report",
        Name = "Nightly report",
        Status = "active",
        Schedule = Schedule,
        TimeZone = "Europe/Prague",
        Margin = TimeSpan.FromMinutes(5),
        MaxRunTime = TimeSpan.FromMinutes(30),
        FailureThreshold = 2,
        RecoveryThreshold = 1,
        Owner = "team:reports",
        CreatedAt = Night.AddDays(-7),
        Environments =
        [
            new()
            {
                Name = "production",
                LastStatus = "ok",
                LastCheckInAt = Night.AddMinutes(4),
                NextExpectedAt = Night.AddDays(1),
                MissedAt = Night.AddDays(1).AddMinutes(5),
                InProgress = 0,
                ConsecutiveFailures = 0,
                ConsecutiveSuccesses = 7,
                IncidentId = null,
                FailedAt = null,
            },
        ],
    };

    private static CheckInDocument CheckIn() => new()
    {
        Id = "220a469777b44a4681e61f9c791a434f",
        Status = "ok",
        Environment = "production",
        StartedAt = Night,
        EndedAt = Night.AddMinutes(4),
        ExpectedAt = Night,
        Duration = TimeSpan.FromMinutes(4),
        IsLate = false,
        Release = "shop@1.2.3",
        TraceId = "2fb720d8094a408a8aa5d7c583c608bf",
    };
}
