using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.ErrorTracking.Issues;

namespace Monitoring.AspNetCore.Api.Issues;

internal sealed record IssueDocument
{
    [Description("A positive number of at most 63 bits.")]
    public required string Id { get; init; }

    [Description("The project's slug in capitals and the issue's number in the project.")]
    public required string ShortId { get; init; }

    public required string ProjectId { get; init; }

    public required string Title { get; init; }

    [Description("The place in the code or the transaction that is to blame; may be empty.")]
    public required string Culprit { get; init; }

    [Description("The kind of its events: error, default, csp and so on.")]
    public required string Type { get; init; }

    [Description("debug, info, warning, error or fatal.")]
    public required string Level { get; init; }

    [Description("The platform of the SDK, such as python.")]
    public required string Platform { get; init; }

    [Description("unresolved, resolved or ignored.")]
    public required string Status { get; init; }

    [Description("new, ongoing, regressed, escalating, archived-until or null.")]
    public required string? Substatus { get; init; }

    [Description("How many events it has had.")]
    public required long Count { get; init; }

    [Description("How many different users were affected; an estimate once there are many.")]
    public required long UserCount { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }

    public required DateTimeOffset LastSeen { get; init; }

    [Description("Who works on it, or null.")]
    public required string? Assignee { get; init; }

    [Description("The grouping hashes that belong to it.")]
    public required ImmutableArray<string> Fingerprints { get; init; }

    [Description("The environments it was seen in.")]
    public required ImmutableArray<string> Environments { get; init; }

    [Description("The services it was seen in.")]
    public required ImmutableArray<string> Services { get; init; }

    [Description("The releases it was seen in.")]
    public required ImmutableArray<string> Releases { get; init; }

    [Description("The conditions that end the status.")]
    public required IssueConditions StatusDetails { get; init; }

    [Description("What was counted since somebody resolved or ignored it; null otherwise.")]
    public required StatusProgressDocument? StatusProgress { get; init; }

    public static IssueDocument Of(Issue issue)
    {
        var row = issue.Row;
        return new IssueDocument
        {
            Id = row.Id.ToString(),
            ShortId = issue.ShortId,
            ProjectId = row.ProjectId.ToString(),
            Title = row.Title,
            Culprit = row.Culprit,
            Type = row.Type,
            Level = Words.Of(row.Level),
            Platform = row.Platform,
            Status = Words.Of(row.State.Status),
            Substatus = Words.Of(row.State.Substatus),
            Count = row.Count,
            UserCount = row.UserCount,
            FirstSeen = row.FirstSeen,
            LastSeen = row.LastSeen,
            Assignee = row.Assignee,
            Fingerprints = [.. row.Hashes.Select(hash => hash.ToString())],
            Environments = row.Environments,
            Services = row.Services,
            Releases = row.Releases,
            StatusDetails = IssueConditions.Of(row.State),
            StatusProgress = StatusProgressDocument.Of(row),
        };
    }
}
