using System.Text.Json.Serialization;

namespace Monitoring.ErrorTracking.AlertRules;

/// <summary>What a rule can fire about: an issue, a monitor in an environment, a release in an environment, or the whole project.</summary>
public sealed record AlertSubject
{
    internal const string ReleasePrefix = "release:";

    /// <summary>Names it within a rule, such as <c>issue:42</c>; at most 300 characters.</summary>
    public required string Key { get; init; }

    /// <summary>The issue.</summary>
    public IssueId? IssueId { get; init; }

    /// <summary>The issue's title or the monitor's name; may hold personal data that the project does not have scrubbed.</summary>
    public string? Title { get; init; }

    /// <summary>The monitor.</summary>
    public EntityId? MonitorId { get; init; }

    /// <summary>The monitor's name in check-ins.</summary>
    public string? MonitorSlug { get; init; }

    /// <summary>The release, or that of the event.</summary>
    public string? Release { get; init; }

    /// <summary>The environment, or that of the event.</summary>
    public string? Environment { get; init; }

    /// <summary>The service of the event.</summary>
    public string? Service { get; init; }

    /// <summary>Where to look, relative to the dashboard.</summary>
    [JsonIgnore]
    public string LinkPath =>
        IssueId is { } issue ? $"issues/{issue}"
        : MonitorSlug is { } slug ? $"monitors/{slug}"
        : Release is { } release ? $"releases/{Uri.EscapeDataString(release)}"
        : "issues";

    /// <summary>An issue.</summary>
    public static AlertSubject OfIssue(IssueId issue, string? title = null) => new() { Key = $"issue:{issue}", IssueId = issue, Title = title };

    /// <summary>The whole project.</summary>
    public static AlertSubject OfProject() => new() { Key = "project" };

    /// <summary>A monitor in an environment.</summary>
    public static AlertSubject OfMonitor(EntityId monitor, string slug, string name, string environment) =>
        new() { Key = $"monitor:{monitor}:{environment}", MonitorId = monitor, MonitorSlug = slug, Title = name, Environment = environment };

    /// <summary>A release in an environment, or in all of them together.</summary>
    public static AlertSubject OfRelease(string release, string? environment) =>
        new() { Key = $"{ReleasePrefix}{environment}:{release}", Release = release, Environment = environment };
}
