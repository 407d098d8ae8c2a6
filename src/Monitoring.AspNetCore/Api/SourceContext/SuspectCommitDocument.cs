using System.ComponentModel;
using Monitoring.ErrorTracking.SourceContext;

namespace Monitoring.AspNetCore.Api.SourceContext;

[Description("The commit that may have brought an error.")]
internal sealed record SuspectCommitDocument
{
    [Description("The hash of the commit.")]
    public required string Id { get; init; }

    public required string Release { get; init; }

    [Description("The file that it touches and that stands in the stack trace.")]
    public required string File { get; init; }

    [Description("How many frames of the application lie above the one in that file; 0 when the error was thrown there.")]
    public required int Depth { get; init; }

    public required string? Repository { get; init; }

    public required string? AuthorName { get; init; }

    public required string? AuthorEmail { get; init; }

    public required string? Message { get; init; }

    public required DateTimeOffset? Timestamp { get; init; }

    public static SuspectCommitDocument Of(SuspectCommit suspect) => new()
    {
        Id = suspect.Commit.Id,
        Release = suspect.Release,
        File = suspect.File,
        Depth = suspect.Depth,
        Repository = suspect.Commit.Repository,
        AuthorName = suspect.Commit.AuthorName,
        AuthorEmail = suspect.Commit.AuthorEmail,
        Message = suspect.Commit.Message,
        Timestamp = suspect.Commit.Timestamp,
    };
}
