using System.ComponentModel;
using Monitoring.ErrorTracking.Releases;

namespace Monitoring.AspNetCore.Api.Releases;

[Description("A release of a project: a version that events name or that was announced.")]
internal sealed record ReleaseDocument
{
    public required string Version { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    [Description("Whether events and sessions alone tell of it so far.")]
    public required bool IsFromEvent { get; init; }

    public required DateTimeOffset? FirstEvent { get; init; }

    [Description("To the minute.")]
    public required DateTimeOffset? LastEvent { get; init; }

    public required DateTimeOffset? ReleasedAt { get; init; }

    [Description("The commit or tag that it was built from.")]
    public required string? Ref { get; init; }

    public required string? Url { get; init; }

    public required bool IsArchived { get; init; }

    [Description("How many commits are attached.")]
    public required int Commits { get; init; }

    public required string? LastCommit { get; init; }

    [Description("How many deploys were recorded.")]
    public required int Deploys { get; init; }

    public static ReleaseDocument Of(Release release) => new()
    {
        Version = release.Version,
        CreatedAt = release.CreatedAt,
        IsFromEvent = release.IsFromEvent,
        FirstEvent = release.FirstEvent,
        LastEvent = release.LastEvent,
        ReleasedAt = release.ReleasedAt,
        Ref = release.Ref,
        Url = release.Url,
        IsArchived = release.IsArchived,
        Commits = release.Commits,
        LastCommit = release.LastCommit,
        Deploys = release.Deploys,
    };
}
