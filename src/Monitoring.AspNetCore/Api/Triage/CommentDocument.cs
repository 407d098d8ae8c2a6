using System.ComponentModel;
using Monitoring.ErrorTracking.Triage.Comments;

namespace Monitoring.AspNetCore.Api.Triage;

[Description("What somebody wrote about an issue.")]
internal sealed record CommentDocument
{
    public required string Id { get; init; }

    public required string IssueId { get; init; }

    [Description("The id of its author.")]
    public required string Author { get; init; }

    [Description("Markdown.")]
    public required string Text { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    [Description("When its author changed it last, or null.")]
    public required DateTimeOffset? EditedAt { get; init; }

    public static CommentDocument Of(IssueComment comment) => new()
    {
        Id = comment.Id.ToString(),
        IssueId = comment.IssueId.ToString(),
        Author = comment.AuthorId,
        Text = comment.Text,
        CreatedAt = comment.CreatedAt,
        EditedAt = comment.EditedAt,
    };
}
