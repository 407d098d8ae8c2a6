using Monitoring.Access;

namespace Monitoring.ErrorTracking.Triage.Comments;

/// <summary>What somebody wrote about an issue.</summary>
public sealed record IssueComment
{
    /// <summary>The comment's id; comments sort by it, the oldest first.</summary>
    public required EntityId Id { get; init; }

    /// <summary>The project.</summary>
    public required ProjectId ProjectId { get; init; }

    /// <summary>The issue that it was written on. When that is merged into another, the comment stays with it and is seen again after an unmerge.</summary>
    public required IssueId IssueId { get; init; }

    /// <summary>The kind of its author.</summary>
    public required ActorKind AuthorKind { get; init; }

    /// <summary>The <see cref="Actor.Id"/> of its author. May identify a person.</summary>
    public required string AuthorId { get; init; }

    /// <summary>What it says, Markdown, 1 to 16,384 characters. May hold personal data.</summary>
    public required string Text { get; init; }

    /// <summary>When it was written, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its author changed it last; <see langword="null"/> when it is as it was written.</summary>
    public DateTimeOffset? EditedAt { get; init; }
}
