using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Monitoring.AspNetCore.Api;
using Monitoring.AspNetCore.SentryApi.Releases;
using Monitoring.ErrorTracking.Issues;
using Monitoring.Projects;

namespace Monitoring.AspNetCore.SentryApi.Issues.Documents;

/// <summary>An issue in the shape of Sentry's web API. What this product has no such thing of is there with the value that stands for nothing.</summary>
internal sealed record SentryIssueDocument
{
    public required string Id { get; init; }

    public string? ShareId { get; }

    public required string ShortId { get; init; }

    public required string Title { get; init; }

    public required string Culprit { get; init; }

    public required string Permalink { get; init; }

    public string? Logger { get; }

    public required string Level { get; init; }

    public required string Status { get; init; }

    public required SentryStatusDocument StatusDetails { get; init; }

    public required string? Substatus { get; init; }

    public bool IsPublic { get; }

    public required string Platform { get; init; }

    public required SentryIssueProjectDocument Project { get; init; }

    public required string Type { get; init; }

    public required SentryMetadataDocument Metadata { get; init; }

    public int NumComments { get; init; }

    public required SentryActorDocument? AssignedTo { get; init; }

    public bool IsBookmarked { get; }

    public bool IsSubscribed { get; }

    public string? SubscriptionDetails { get; }

    public bool HasSeen { get; } = true;

    public ImmutableArray<string> Annotations { get; init; } = [];

    public required string IssueType { get; init; }

    public required string IssueCategory { get; init; }

    /// <summary>As a string: it may be more than JavaScript's numbers hold.</summary>
    public required string Count { get; init; }

    public required long UserCount { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }

    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>By the length of the stretch, pairs of a second of Unix time and a count.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<ImmutableArray<long>>> Stats { get; init; } = ImmutableSortedDictionary<string, ImmutableArray<ImmutableArray<long>>>.Empty;

    /// <summary>What stands in the details of one issue alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SentryReleaseDocument? FirstRelease { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SentryReleaseDocument? LastRelease { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<SentryTagDocument>? Tags { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<SentryActivityDocument>? Activity { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<SentryActorDocument>? SeenBy { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<SentryActorDocument>? Participants { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<string>? PluginActions { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<string>? PluginIssues { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<string>? PluginContexts { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? UserReportCount { get; init; }

    public static SentryIssueDocument Of(ApiCall call, Issue issue, Project project)
    {
        var row = issue.Row;
        return new SentryIssueDocument
        {
            Id = row.Id.ToString(),
            ShortId = issue.ShortId,
            Title = row.Title,
            Culprit = row.Culprit,
            Permalink = SentryAddress.Issue(call, row.Id),
            Level = Words.Of(row.Level),
            Status = Words.Of(row.State.Status),
            StatusDetails = SentryStatusDocument.Of(row.State),
            Substatus = SentryStatusDocument.Substatus(row.State),
            Platform = row.Platform,
            Project = SentryIssueProjectDocument.Of(project, row.Platform),
            Type = row.Type,
            Metadata = SentryMetadataDocument.Of(row.Type, row.Title),
            AssignedTo = row.Assignee is { } assignee ? SentryActorDocument.Of(assignee) : null,
            IssueType = row.Type is "error" or "default" ? "error" : row.Type,
            IssueCategory = row.Type is "error" or "default" ? "error" : row.Type,
            Count = row.Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
            UserCount = row.UserCount,
            FirstSeen = row.FirstSeen,
            LastSeen = row.LastSeen,
        };
    }
}
