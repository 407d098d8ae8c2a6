using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Monitoring.ErrorTracking.Releases;

namespace Monitoring.AspNetCore.SentryApi.Releases;

internal sealed record SentryCommit
{
    public string? Id { get; init; }

    public string? Repository { get; init; }

    public string? Message { get; init; }

    [JsonPropertyName("author_name")]
    public string? AuthorName { get; init; }

    [JsonPropertyName("author_email")]
    public string? AuthorEmail { get; init; }

    public DateTimeOffset? Timestamp { get; init; }

    [JsonPropertyName("patch_set")]
    public ImmutableArray<SentryPatch>? Files { get; init; }

    public ReleaseCommit ToCommit() => new()
    {
        Id = Id ?? "",
        Repository = Repository,
        Message = Message,
        AuthorName = AuthorName,
        AuthorEmail = AuthorEmail,
        Timestamp = Timestamp,
        Files = Files is { } files ? [.. files.Select(file => file?.Path ?? "")] : [],
    };

    public static SentryCommit Of(ReleaseCommit commit) => new()
    {
        Id = commit.Id,
        Repository = commit.Repository,
        Message = commit.Message,
        AuthorName = commit.AuthorName,
        AuthorEmail = commit.AuthorEmail,
        Timestamp = commit.Timestamp,
        Files = [.. commit.Files.Select(file => new SentryPatch { Path = file })],
    };
}
