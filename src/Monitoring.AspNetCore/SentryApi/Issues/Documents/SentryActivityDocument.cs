using System.Text;
using Monitoring.AspNetCore.Api;
using Monitoring.ErrorTracking.Issues.Activity;
using Monitoring.ErrorTracking.Triage.Comments;
using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.SentryApi.Issues.Documents;

internal sealed record SentryActivityDocument
{
    public required string Id { get; init; }

    /// <summary>Sentry's word where it has one.</summary>
    public required string Type { get; init; }

    public required SentryActorDocument? User { get; init; }

    public required SentryActivityDataDocument Data { get; init; }

    public required DateTimeOffset DateCreated { get; init; }

    public static SentryActivityDocument Of(IssueActivity activity) => new()
    {
        Id = activity.Id.ToString(),
        Type = TypeOf(activity),
        User = activity.ActorId is { } id ? SentryActorDocument.Of(id) : null,
        Data = new SentryActivityDataDocument { EventId = activity.EventId?.ToString(), Version = activity.StateAfter?.ResolvedInReleases.FirstOrDefault() ?? activity.Release, Assignee = activity.AssigneeAfter },
        DateCreated = activity.At,
    };

    /// <summary>A comment, which Sentry takes for an activity.</summary>
    public static SentryActivityDocument Of(IssueComment comment) => new()
    {
        Id = comment.Id.ToString(),
        Type = "note",
        User = SentryActorDocument.Of(comment.AuthorId),
        Data = new SentryActivityDataDocument { Text = comment.Text },
        DateCreated = comment.CreatedAt,
    };

    private static string TypeOf(IssueActivity activity) => activity.Kind switch
    {
        IssueActivityKind.Opened => "first_seen",
        IssueActivityKind.Regressed => "set_regression",
        IssueActivityKind.Unignored => "set_unresolved",
        IssueActivityKind.Escalated => "set_escalating",
        IssueActivityKind.StatusChanged => activity.StateAfter?.Status switch
        {
            IssueStatus.Resolved when activity.StateAfter.IsResolvedInNextRelease || !activity.StateAfter.ResolvedInReleases.IsEmpty => "set_resolved_in_release",
            IssueStatus.Resolved => "set_resolved",
            IssueStatus.Ignored => "set_ignored",
            _ => "set_unresolved",
        },
        IssueActivityKind.Assigned => activity.AssigneeAfter is null ? "unassigned" : "assigned",
        IssueActivityKind.Merged => "merge",
        IssueActivityKind.Unmerged => "unmerge_source",
        IssueActivityKind.SplitOff => "unmerge_destination",
        IssueActivityKind.Commented => "note",
        _ => Snake(Words.Of(activity.Kind)),
    };

    private static string Snake(string word)
    {
        var text = new StringBuilder(word.Length + 4);
        foreach (var letter in word)
        {
            _ = char.IsUpper(letter) ? text.Append('_').Append(char.ToLowerInvariant(letter)) : text.Append(letter);
        }

        return text.ToString();
    }
}
