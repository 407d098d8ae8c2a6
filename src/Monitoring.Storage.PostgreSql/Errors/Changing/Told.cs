using Monitoring.Storage.Errors;

namespace Monitoring.Storage.PostgreSql.Errors.Changing;

/// <summary>Makes transitions of what did not come with an event.</summary>
internal static class Told
{
    /// <summary>What somebody does; the facts of the issue are filled in by <see cref="About"/>.</summary>
    public static IssueTransition Of(IssueUpdate update, IssueTransitionKind kind) => At(kind, update.At) with
    {
        ActorId = update.ActorId,
        ActorKind = update.ActorKind,
        Door = update.Door,
    };

    /// <summary>What happens at an instant by nobody's doing.</summary>
    public static IssueTransition At(IssueTransitionKind kind, DateTimeOffset at) => new()
    {
        Position = 0,
        ProjectId = default,
        IssueId = default,
        Kind = kind,
        At = at.ToUniversalTime(),
        Status = default,
        Title = "",
        Level = default,
    };

    public static IssueTransition About(IssueRow issue, IssueTransition transition) => transition with
    {
        ProjectId = issue.ProjectId,
        IssueId = issue.Id,
        Status = issue.State.Status,
        Title = issue.Title,
        Level = issue.Level,
    };
}
