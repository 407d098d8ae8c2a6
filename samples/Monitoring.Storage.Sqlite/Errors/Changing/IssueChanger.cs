using Monitoring.Storage.Errors;
using Monitoring.Storage.Sqlite.Database;
using Monitoring.Storage.Sqlite.Errors.Tables;

namespace Monitoring.Storage.Sqlite.Errors.Changing;

/// <summary>Makes the changes that somebody asked for, inside the transaction of their call.</summary>
internal sealed class IssueChanger(Session session, IssueUpdate update)
{
    private readonly ChangeTeller _teller = new(session, update);

    public IssueUpdateResult Update()
    {
        if (IssueTable.Find(session, update.IssueId) is not { } issue)
        {
            return new IssueUpdateResult { Outcome = IssueUpdateOutcome.NotFound };
        }

        if (update.ExpectedVersion is { } expected && expected != issue.Version)
        {
            return _teller.Result(IssueUpdateOutcome.Conflict, issue);
        }

        return update.Change switch
        {
            IssueChange.SetState change => SetState(issue, change.State),
            IssueChange.Assign change => Assign(issue, change.Assignee),
            IssueChange.SetStateAndAssign change => SetStateAndAssign(issue, change),
            IssueChange.Merge change => new Merger(session, update, _teller).Merge(issue, change),
            IssueChange.Unmerge change => new Merger(session, update, _teller).Unmerge(issue, change),
            IssueChange.Pin change => new Pinner(session, _teller).Pin(issue, change.EventId),
            IssueChange.Unpin change => new Pinner(session, _teller).Unpin(issue, change.EventId),
            IssueChange.Delete => Delete(issue),
            _ => throw new ArgumentException($"'{update.Change}' is no change of an issue."),
        };
    }

    private IssueUpdateResult SetState(Issue issue, IssueState wanted)
    {
        var told = StatusChanged(issue, wanted);
        return _teller.Applied(issue with { State = told.StateAfter! }, told);
    }

    private IssueUpdateResult Assign(Issue issue, string? assignee) => _teller.Applied(issue with { Assignee = assignee }, Assigned(issue, assignee));

    private IssueUpdateResult SetStateAndAssign(Issue issue, IssueChange.SetStateAndAssign change)
    {
        var (state, assignee) = (StatusChanged(issue, change.State), Assigned(issue, change.Assignee));
        return _teller.Applied(issue with { State = state.StateAfter!, Assignee = change.Assignee }, state, assignee);
    }

    private IssueUpdateResult Delete(Issue issue)
    {
        _teller.Tell(issue, _teller.Of(IssueTransitionKind.Deleted));
        IssueTable.Remove(session, issue.Id);
        return new IssueUpdateResult { Outcome = IssueUpdateOutcome.Applied };
    }

    private IssueTransition StatusChanged(Issue issue, IssueState wanted) => _teller.Of(IssueTransitionKind.StatusChanged) with
    {
        StateBefore = IssueLifecycle.At(issue.State, update.At),
        StateAfter = IssueLifecycle.Set(wanted, update.At, new CountsOfIssue(session, issue.Id)),
    };

    private IssueTransition Assigned(Issue before, string? after) =>
        _teller.Of(IssueTransitionKind.Assigned) with { AssigneeBefore = before.Assignee, AssigneeAfter = after };
}
