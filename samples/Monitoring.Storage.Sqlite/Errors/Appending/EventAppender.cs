using Monitoring.Storage.Errors;
using Monitoring.Storage.Sqlite.Database;
using Monitoring.Storage.Sqlite.Errors.Tables;

namespace Monitoring.Storage.Sqlite.Errors.Appending;

/// <summary>Adds events, one after the other, inside the transaction of their batch.</summary>
internal sealed class EventAppender(Session session, DateTimeOffset now, IReleaseOrder? releaseOrder)
{
    public EventAppendResult Append(GroupedEvent appended)
    {
        if (!EventTable.Remember(session, appended, now))
        {
            var kept = EventTable.Find(session, appended.ProjectId, appended.EventId);
            return new EventAppendResult { Outcome = EventAppendOutcome.Duplicate, IssueId = kept?.Event.IssueId ?? default };
        }

        var known = FindIssue(appended);
        var issue = known ?? IssueTable.Open(session, appended.ProjectId, IssueState.Opened with { Since = appended.ReceivedAt.ToUniversalTime() });
        Count(issue, appended);
        var outcome = known is null ? Opened(issue, appended) : Recurred(issue, appended);
        return new EventAppendResult { Outcome = outcome, IssueId = issue.Id };
    }

    private Issue? FindIssue(GroupedEvent appended)
    {
        foreach (var hash in appended.Hashes)
        {
            if (IssueTable.FindByHash(session, appended.ProjectId, hash) is { } issue)
            {
                return issue;
            }
        }

        return null;
    }

    private void Count(Issue issue, GroupedEvent appended)
    {
        var hashes = appended.Hashes.Select(hash => HashTable.FindOrAdd(session, appended.ProjectId, hash, issue.Id)).ToList();
        HashCounters.Add(session, hashes[0], appended);
        EventTable.Add(session, appended, hashes[0]);
    }

    private EventAppendOutcome Opened(Issue issue, GroupedEvent appended)
    {
        Tell(issue, IssueTransitionKind.Opened, appended, null);
        return EventAppendOutcome.NewIssue;
    }

    /// <summary>Asks the life cycle, after the event was counted, and keeps the state that it gives even when there is nothing to tell.</summary>
    private EventAppendOutcome Recurred(Issue issue, GroupedEvent appended)
    {
        var change = IssueLifecycle.OnEvent(issue.State, appended, new CountsOfIssue(session, issue.Id), releaseOrder);
        if (!ReferenceEquals(change.State, issue.State))
        {
            issue = issue with { State = change.State, Version = issue.Version + (change.Transition is null ? 0 : 1) };
            IssueTable.Save(session, issue);
        }

        if (change.Transition is { } kind)
        {
            Tell(issue, kind, appended, change.Before);
        }

        return change.Outcome;
    }

    private void Tell(Issue issue, IssueTransitionKind kind, GroupedEvent cause, IssueState? before)
    {
        var row = IssueRows.Read(session, issue);
        TransitionTable.Add(session, new IssueTransition
        {
            Position = 0,
            ProjectId = issue.Project,
            IssueId = issue.Id,
            Kind = kind,
            At = cause.ReceivedAt.ToUniversalTime(),
            Status = issue.State.Status,
            Title = row.Title,
            Level = row.Level,
            EventId = cause.EventId,
            Release = cause.Release,
            Environment = cause.Environment,
            Service = cause.Service,
            StateBefore = before,
            StateAfter = before is null ? null : issue.State,
        });
    }
}
