using Monitoring.Storage.Errors;

namespace Monitoring.Storage.InMemory.Errors;

/// <summary>Adds events, one after the other.</summary>
internal sealed class EventAppender(ErrorTables tables, TimeProvider time, IReleaseOrder? releaseOrder)
{
    public EventAppendResult Append(GroupedEvent appended)
    {
        var key = (appended.ProjectId, appended.EventId);
        if (!tables.Known.TryAdd(key, time.GetUtcNow()))
        {
            var owner = tables.Events.GetValueOrDefault(key)?.Owner;
            return new EventAppendResult { Outcome = EventAppendOutcome.Duplicate, IssueId = owner?.Id ?? default };
        }

        var known = FindIssue(appended);
        var issue = known ?? tables.Open(appended.ProjectId, IssueState.Opened with { Since = appended.ReceivedAt.ToUniversalTime() });
        Count(issue, appended);
        var outcome = known is null ? Opened(issue, appended) : Recurred(issue, appended);
        return new EventAppendResult { Outcome = outcome, IssueId = issue.Id };
    }

    private Issue? FindIssue(GroupedEvent appended)
    {
        foreach (var hash in appended.Hashes)
        {
            if (tables.Hashes.TryGetValue((appended.ProjectId, hash), out var totals))
            {
                return totals.Owner;
            }
        }

        return null;
    }

    private void Count(Issue issue, GroupedEvent appended)
    {
        var totals = appended.Hashes.Select(hash => tables.FindOrAdd(hash, issue)).ToList();
        var stored = appended with
        {
            Timestamp = appended.Timestamp.ToUniversalTime(),
            ReceivedAt = appended.ReceivedAt.ToUniversalTime(),
            Payload = appended.Payload.ToArray(),
        };
        totals[0].Add(stored);
        tables.Events.Add((appended.ProjectId, appended.EventId), totals[0]);
    }

    private EventAppendOutcome Opened(Issue issue, GroupedEvent appended)
    {
        Tell(issue, IssueTransitionKind.Opened, appended, null);
        return EventAppendOutcome.NewIssue;
    }

    private EventAppendOutcome Recurred(Issue issue, GroupedEvent appended)
    {
        var change = IssueLifecycle.OnEvent(issue.State, appended, new CountsOfIssue(issue), releaseOrder);
        issue.State = change.State;
        if (change.Transition is { } kind)
        {
            issue.Version++;
            Tell(issue, kind, appended, change.Before);
        }

        return change.Outcome;
    }

    private void Tell(Issue issue, IssueTransitionKind kind, GroupedEvent cause, IssueState? before)
    {
        var row = IssueRows.Read(issue);
        tables.Transitions.Add(new IssueTransition
        {
            Position = tables.NextPosition(),
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
