using Monitoring.Storage.Errors;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Errors.Rows;

namespace Monitoring.Storage.PostgreSql.Errors.Appending;

/// <summary>Counts the events of a batch one after the other in the rows that were read, and asks the life cycle what each does.</summary>
internal sealed class EventApplier(AppendRows rows, IReleaseOrder? releaseOrder)
{
    /// <summary>What others must hear of, in its order; position and issue are filled in when they are known.</summary>
    public List<(IssueHead Issue, IssueTransition Transition)> Transitions { get; } = [];

    /// <summary>Counts an event.</summary>
    public (EventAppendOutcome Outcome, IssueHead Issue) Apply(GroupedEvent added)
    {
        var hashes = rows.Of(added).ToList();
        var known = hashes.Find(hash => hash.Owner is not null)?.Owner;
        var issue = known ?? Open(added);
        foreach (var hash in hashes.Where(hash => hash.Owner is null))
        {
            hash.Owner = issue;
            hash.HasNewOwner = true;
            issue.Hashes++;
            issue.Read.Add(hash);
        }

        issue.Add(added, hashes[0].Add(added));
        if (known is null)
        {
            Tell(issue, IssueTransitionKind.Opened, added, null);
            return (EventAppendOutcome.NewIssue, issue);
        }

        return (Recur(issue, added), issue);
    }

    private IssueHead Open(GroupedEvent added)
    {
        var issue = new IssueHead
        {
            Part = Parts.Of(added.ProjectId),
            Project = added.ProjectId,
            State = IssueState.Opened with { Since = added.ReceivedAt.ToUniversalTime() },
            IsNew = true,
        };
        rows.Issues.Add(issue);
        return issue;
    }

    private EventAppendOutcome Recur(IssueHead issue, GroupedEvent added)
    {
        var change = IssueLifecycle.OnEvent(issue.State, added, new CountsOfHead(issue), releaseOrder);
        issue.IsChanged |= !ReferenceEquals(change.State, issue.State);
        issue.State = change.State;
        if (change.Transition is { } kind)
        {
            issue.Version++;
            Tell(issue, kind, added, change.Before);
        }

        return change.Outcome;
    }

    private void Tell(IssueHead issue, IssueTransitionKind kind, GroupedEvent cause, IssueState? before) => Transitions.Add((issue, new IssueTransition
    {
        Position = 0,
        ProjectId = issue.Project,
        IssueId = issue.Id,
        Kind = kind,
        At = cause.ReceivedAt.ToUniversalTime(),
        Status = issue.State.Status,
        Title = issue.Title,
        Level = issue.Level,
        EventId = cause.EventId,
        Release = cause.Release,
        Environment = cause.Environment,
        Service = cause.Service,
        StateBefore = before,
        StateAfter = before is null ? null : issue.State,
    }));
}
