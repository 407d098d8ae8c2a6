namespace Monitoring.AspNetCore.Api.Sessions;

internal static class SessionExamples
{
    private const string Version = "shop@1.4.0";
    private const string Production = "production";

    private static readonly DateTimeOffset Instant = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly SessionTotalsDocument Totals = new()
    {
        Sessions = 1000,
        Healthy = 970,
        Errored = 20,
        Unhandled = 2,
        Abnormal = 3,
        Crashed = 5,
        Users = 200,
        CrashedUsers = 4,
        CrashFreeSessions = 0.995,
        CrashFreeUsers = 0.98,
        MeanDuration = TimeSpan.FromSeconds(312.5),
        P50Duration = TimeSpan.FromSeconds(120),
        P95Duration = TimeSpan.FromSeconds(1500),
    };

    private static readonly SessionPointDocument Point = new() { Start = Instant, Sessions = Totals.Sessions, Totals = Totals };

    private static readonly ReleaseHealthDocument Health = new()
    {
        Release = Version,
        Environment = Production,
        Totals = Totals,
        SessionAdoption = 0.8,
        UserAdoption = 0.75,
        Series = [Point],
    };

    private static readonly SessionGroupDocument Group = new()
    {
        Release = Version,
        Environment = null,
        Status = null,
        Sessions = Totals.Sessions,
        Totals = Totals,
        Series = [Point],
    };

    public static ApiParameter Environment { get; } = Parameters.Query("environment", "Only sessions of this environment.", Production);

    public static ApiParameter Release { get; } = Parameters.Query("release", "Only sessions of this release.", Version);

    public static ApiParameter Sort { get; } = Parameters.Query(
        "sort", "The order; sessions when it is left out. Rates put the least first, the others the most.", "crashFreeSessions",
        "sessions", "users", "crashFreeSessions", "crashFreeUsers", "crashed");

    public static ApiParameter Interval { get; } = Parameters.Query("interval", "The steps of the series; hour when it is left out.", "day", "hour", "day");

    public static ApiParameter GroupBy { get; } = Parameters.Query(
        "groupBy", "Any of release, environment and status, with commas between; all together when it is left out.", "release,status");

    public static ApiContent One { get; } = ApiContent.Of(Health, SessionJson.Default.ReleaseHealthDocument);

    public static ApiContent List { get; } = ApiContent.Of(
        new() { Items = [Health with { Series = null }], Next = null }, SessionJson.Default.ListDocumentReleaseHealthDocument);

    public static ApiContent Groups { get; } = ApiContent.Of(new() { Items = [Group], Next = null }, SessionJson.Default.ListDocumentSessionGroupDocument);
}
