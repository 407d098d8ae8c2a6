using System.Text.Json.Serialization;
using Monitoring.ErrorTracking.Triage.Notes;
using Monitoring.Signals;
using Monitoring.Signals.Errors;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Triage.Comments;

/// <summary>How comments lie in the document store, and the signal that tells of them.</summary>
internal static class CommentDocuments
{
    public static DocumentType<IssueComment> Type { get; } = new(
        "issue-comments",
        CommentJson.Default.IssueComment,
        comment => comment.Id.ToString(),
        [new DocumentIndex<IssueComment>(IssueNotes<IssueComment>.ByIssue, comment => IssueNotes<IssueComment>.KeyOf(comment.IssueId).Add(comment.Id))]);

    /// <summary>How many there are, written with each of them.</summary>
    public static DocumentType<IssueCommentCount> Counts { get; } = new(
        "issue-comment-count",
        CommentJson.Default.IssueCommentCount,
        count => count.IssueId.ToString(),
        [new DocumentIndex<IssueCommentCount>(IssueNotes<IssueCommentCount>.ByIssue, count => IssueNotes<IssueCommentCount>.KeyOf(count.IssueId))]);

    public static SignalType<ErrorIssueCommented> Signal { get; } = new("error-issue-commented", CommentJson.Default.ErrorIssueCommented);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IssueComment))]
[JsonSerializable(typeof(IssueCommentCount))]
[JsonSerializable(typeof(ErrorIssueCommented))]
internal sealed partial class CommentJson : JsonSerializerContext;
