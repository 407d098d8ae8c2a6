using Monitoring.Storage.Errors;
using Monitoring.Storage.Sqlite.Database;
using Monitoring.Storage.Sqlite.Errors.Tables;

namespace Monitoring.Storage.Sqlite.Errors.Changing;

/// <summary>Tells of changes that somebody asked for, and answers with the issue as it is then.</summary>
internal sealed class ChangeTeller(Session session, IssueUpdate update)
{
    /// <summary>Keeps an issue that was changed and tells of it; each transition makes a version.</summary>
    public IssueUpdateResult Applied(Issue issue, params ReadOnlySpan<IssueTransition> transitions)
    {
        foreach (var transition in transitions)
        {
            issue = issue with { Version = issue.Version + 1 };
            Tell(issue, transition);
        }

        IssueTable.Save(session, issue);
        return Result(IssueUpdateOutcome.Applied, issue);
    }

    /// <summary>Writes a transition, whose facts about the issue are filled in.</summary>
    public void Tell(Issue issue, IssueTransition transition)
    {
        var row = IssueRows.Read(session, issue);
        TransitionTable.Add(session, transition with
        {
            ProjectId = issue.Project,
            IssueId = issue.Id,
            Status = issue.State.Status,
            Title = row.Title,
            Level = row.Level,
        });
    }

    public IssueTransition Of(IssueTransitionKind kind) => new()
    {
        Position = 0,
        ProjectId = default,
        IssueId = default,
        Kind = kind,
        At = update.At.ToUniversalTime(),
        Status = default,
        Title = "",
        Level = default,
        ActorId = update.ActorId,
        ActorKind = update.ActorKind,
        Door = update.Door,
    };

    public IssueUpdateResult Result(IssueUpdateOutcome outcome, Issue issue) => new() { Outcome = outcome, Issue = IssueRows.Read(session, issue) };
}
