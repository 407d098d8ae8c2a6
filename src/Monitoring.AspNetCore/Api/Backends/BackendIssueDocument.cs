using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.AspNetCore.Api.Issues;
using Monitoring.ErrorTracking.Backends;

namespace Monitoring.AspNetCore.Api.Backends;

[Description("An issue of the back end that the project has chosen.")]
internal sealed record BackendIssueDocument
{
    [Description("A positive number of at most 63 bits.")]
    public required string Id { get; init; }

    public required string ShortId { get; init; }

    public required string Title { get; init; }

    public required string Culprit { get; init; }

    public required string Type { get; init; }

    public required string Level { get; init; }

    public required string Platform { get; init; }

    [Description("unresolved, resolved or ignored.")]
    public required string Status { get; init; }

    public required long Count { get; init; }

    public required long UserCount { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }

    public required DateTimeOffset LastSeen { get; init; }

    public required string? Assignee { get; init; }

    [Description("The slug of the project that the back end has it in.")]
    public required string ProjectSlug { get; init; }

    [Description("Its page at the Sentry server; null for the integrated back end.")]
    public required string? ExternalUrl { get; init; }

    [Description("The first link that was attached to it there, or null.")]
    public required string? LinkedUrl { get; init; }

    public required string? FirstRelease { get; init; }

    public required string? LastRelease { get; init; }

    [Description("How many events in each of the last 24 hours; empty when the back end does not say.")]
    public required ImmutableArray<SeriesPointDocument> Frequency { get; init; }

    public static BackendIssueDocument Of(BackendIssue issue) => new()
    {
        Id = issue.Id,
        ShortId = issue.ShortId,
        Title = issue.Title,
        Culprit = issue.Culprit,
        Type = issue.Type,
        Level = issue.Level,
        Platform = issue.Platform,
        Status = Words.Of(issue.Status),
        Count = issue.Count,
        UserCount = issue.UserCount,
        FirstSeen = issue.FirstSeen,
        LastSeen = issue.LastSeen,
        Assignee = issue.Assignee,
        ProjectSlug = issue.ProjectSlug,
        ExternalUrl = issue.ExternalUrl,
        LinkedUrl = issue.LinkedUrl,
        FirstRelease = issue.FirstRelease,
        LastRelease = issue.LastRelease,
        Frequency = [.. issue.Frequency.Select(SeriesPointDocument.Of)],
    };
}
