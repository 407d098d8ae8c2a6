using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.ErrorTracking.Releases;

namespace Monitoring.AspNetCore.Api.Releases;

[Description("A commit that belongs to a release.")]
internal sealed record CommitDocument
{
    [Description("Its hash.")]
    public string? Id { get; init; }

    public string? Repository { get; init; }

    public string? AuthorName { get; init; }

    public string? AuthorEmail { get; init; }

    public string? Message { get; init; }

    public DateTimeOffset? Timestamp { get; init; }

    [Description("The files that it touches, from the root of the repository.")]
    public ImmutableArray<string>? Files { get; init; }

    public ReleaseCommit ToCommit() => new()
    {
        Id = Id ?? "",
        Repository = Repository,
        AuthorName = AuthorName,
        AuthorEmail = AuthorEmail,
        Message = Message,
        Timestamp = Timestamp,
        Files = [.. (Files ?? []).Select(file => file ?? "")],
    };

    public static CommitDocument Of(ReleaseCommit commit) => new()
    {
        Id = commit.Id,
        Repository = commit.Repository,
        AuthorName = commit.AuthorName,
        AuthorEmail = commit.AuthorEmail,
        Message = commit.Message,
        Timestamp = commit.Timestamp,
        Files = commit.Files,
    };
}
