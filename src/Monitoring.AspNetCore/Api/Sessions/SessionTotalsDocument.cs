using System.ComponentModel;
using Monitoring.ErrorTracking.Sessions;

namespace Monitoring.AspNetCore.Api.Sessions;

[Description("Counts of sessions that began in a stretch of time. Each counts in exactly one of healthy, errored, unhandled, abnormal and crashed.")]
internal sealed record SessionTotalsDocument
{
    public required long Sessions { get; init; }

    [Description("Without an error so far.")]
    public required long Healthy { get; init; }

    [Description("With errors and nothing worse.")]
    public required long Errored { get; init; }

    [Description("With an error that nothing handled and that did not end them.")]
    public required long Unhandled { get; init; }

    [Description("Ended without their end being seen.")]
    public required long Abnormal { get; init; }

    public required long Crashed { get; init; }

    [Description("How many users had sessions: exact up to 256, then with a standard error of 1.6 %.")]
    public required long Users { get; init; }

    public required long CrashedUsers { get; init; }

    [Description("1 - crashed / sessions; null without sessions.")]
    public required double? CrashFreeSessions { get; init; }

    [Description("1 - crashedUsers / users; null without users.")]
    public required double? CrashFreeUsers { get; init; }

    [Description("The mean duration of the sessions whose ends told one; null when none did.")]
    public required TimeSpan? MeanDuration { get; init; }

    [Description("Half of them lasted no longer, within 1 %.")]
    public required TimeSpan? P50Duration { get; init; }

    [Description("19 of 20 of them lasted no longer, within 1 %.")]
    public required TimeSpan? P95Duration { get; init; }

    public static SessionTotalsDocument Of(SessionTotals totals) => new()
    {
        Sessions = totals.Sessions,
        Healthy = totals.Healthy,
        Errored = totals.Errored,
        Unhandled = totals.Unhandled,
        Abnormal = totals.Abnormal,
        Crashed = totals.Crashed,
        Users = totals.Users,
        CrashedUsers = totals.CrashedUsers,
        CrashFreeSessions = totals.CrashFreeSessions,
        CrashFreeUsers = totals.CrashFreeUsers,
        MeanDuration = totals.Durations.Mean,
        P50Duration = totals.Durations.P50,
        P95Duration = totals.Durations.P95,
    };
}
