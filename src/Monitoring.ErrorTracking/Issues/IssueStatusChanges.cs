using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Issues;

/// <summary>What a change of status may be.</summary>
internal static class IssueStatusChanges
{
    public const int MaxReleases = 20;
    private const int MaxReleaseLength = 200;
    private const long MaxCount = 1_000_000_000;

    private static readonly TimeSpan MinWindow = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxWindow = TimeSpan.FromDays(30);

    /// <summary>Why the change makes no sense; <see langword="null"/> when it does.</summary>
    public static string? Check(IssueStatusChange change, DateTimeOffset now) => change switch
    {
        { Status: not (IssueStatus.Unresolved or IssueStatus.Resolved or IssueStatus.Ignored) } => $"status: '{change.Status}' is no status.",
        { Status: not IssueStatus.Resolved } when change.InNextRelease || !change.InReleases.IsEmpty => "status: a release can only be given to a resolved issue.",
        { InNextRelease: true, InReleases.IsEmpty: false } => "inNextRelease: goes without the names of releases.",
        { InReleases.Length: > MaxReleases } => $"inReleases: at most {MaxReleases} are taken.",
        { Status: not IssueStatus.Ignored, Ignore: not null } => "ignore: an end of being ignored can only be given to an ignored issue.",
        _ when change.InReleases.Any(release => string.IsNullOrWhiteSpace(release) || release.Length > MaxReleaseLength) => $"inReleases: a release has 1 to {MaxReleaseLength} characters.",
        { Ignore: { } conditions } => Check(conditions, now),
        _ => null,
    };

    private static string? Check(IgnoreConditions conditions, DateTimeOffset now) => conditions switch
    {
        { Until: { } until } when until <= now => "ignore.until: the end of being ignored must lie in the future.",
        { Events: < 1 or > MaxCount } => $"ignore.events: must be 1 to {MaxCount}.",
        { Users: < 1 or > MaxCount } => $"ignore.users: must be 1 to {MaxCount}.",
        { Rate.Count: < 1 or > MaxCount } => $"ignore.rate.count: must be 1 to {MaxCount}.",
        { Rate: { } rate } when rate.Window < MinWindow || rate.Window > MaxWindow => "ignore.rate.window: must be 1 minute to 30 days.",
        _ => null,
    };
}
