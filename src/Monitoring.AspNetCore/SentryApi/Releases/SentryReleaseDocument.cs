using System.Collections.Immutable;
using Monitoring.ErrorTracking.Releases;
using Monitoring.Projects;

namespace Monitoring.AspNetCore.SentryApi.Releases;

internal sealed record SentryReleaseDocument
{
    public required string Version { get; init; }

    public required string ShortVersion { get; init; }

    public required string Status { get; init; }

    public required string? Ref { get; init; }

    public required string? Url { get; init; }

    public required DateTimeOffset DateCreated { get; init; }

    public required DateTimeOffset? DateReleased { get; init; }

    public required DateTimeOffset? FirstEvent { get; init; }

    public required DateTimeOffset? LastEvent { get; init; }

    public required int CommitCount { get; init; }

    public required int DeployCount { get; init; }

    public required SentryCommitIdDocument? LastCommit { get; init; }

    public int NewGroups { get; }

    public required ImmutableArray<SentryProjectDocument> Projects { get; init; }

    public static SentryReleaseDocument Of(Release release, params ImmutableArray<Project> projects) => new()
    {
        Version = release.Version,
        ShortVersion = release.Version[(release.Version.LastIndexOf('@') + 1)..],
        Status = release.IsArchived ? "archived" : "open",
        Ref = release.Ref,
        Url = release.Url,
        DateCreated = release.CreatedAt,
        DateReleased = release.ReleasedAt,
        FirstEvent = release.FirstEvent,
        LastEvent = release.LastEvent,
        CommitCount = release.Commits,
        DeployCount = release.Deploys,
        LastCommit = release.LastCommit is { } id ? new SentryCommitIdDocument { Id = id } : null,
        Projects = [.. projects.Select(project => new SentryProjectDocument { Id = project.Id.ToString(), Slug = SentryProjects.Slug(project), Name = project.Name })],
    };
}
