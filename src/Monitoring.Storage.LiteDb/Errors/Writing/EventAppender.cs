using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Errors.Cells;
using Monitoring.Storage.LiteDb.Errors.State;

namespace Monitoring.Storage.LiteDb.Errors.Writing;

/// <summary>Decides what an appended event does. Under the state's lock, on the journal's thread.</summary>
internal sealed class EventAppender(ErrorState state, ChangeRecorder recorder, KnownEvents known, IReleaseOrder? releaseOrder)
{
    public EventAppendResult Append(GroupedEvent appended)
    {
        if (known.Find(appended.ProjectId, appended.EventId) is { } there)
        {
            return new EventAppendResult { Outcome = EventAppendOutcome.Duplicate, IssueId = there.Owner };
        }

        var issue = FindIssue(appended);
        var head = issue ?? IssueRegister.Open(state, recorder, appended.ProjectId, IssueState.Opened with { Since = appended.ReceivedAt.ToUniversalTime() });
        head = JoinHashes(head, appended, isNew: issue is null);
        recorder.AddEvent(appended);
        return new EventAppendResult { Outcome = issue is null ? Opened(head, appended) : Recurred(head, appended), IssueId = head.Id };
    }

    private IssueHead? FindIssue(GroupedEvent appended)
    {
        foreach (var hash in appended.Hashes)
        {
            if (state.FindHash(appended.ProjectId, hash) is { Owner.IsDefault: false } cell)
            {
                return state.FindIssue(cell.Owner)?.Head ?? throw new StoreDamagedException($"Hash {hash} belongs to issue {cell.Owner}, which is not there.");
            }
        }

        return null;
    }

    /// <summary>The issue takes those hashes that belong to none.</summary>
    private IssueHead JoinHashes(IssueHead head, GroupedEvent appended, bool isNew)
    {
        var joining = appended.Hashes.Distinct().Where(hash => state.FindHash(appended.ProjectId, hash) is null or { Owner.IsDefault: true }).ToArray();
        if (joining.Length > 0 || isNew)
        {
            head = head.With(joining);
            recorder.PutIssue(head);
        }

        foreach (var hash in joining)
        {
            recorder.PutOwner(appended.ProjectId, hash, head.Id);
        }

        return head;
    }

    private EventAppendOutcome Opened(IssueHead head, GroupedEvent cause)
    {
        Tell(head, IssueTransitionKind.Opened, cause, null);
        return EventAppendOutcome.NewIssue;
    }

    private EventAppendOutcome Recurred(IssueHead head, GroupedEvent cause)
    {
        var change = IssueLifecycle.OnEvent(head.State, cause, new CountsOfIssue(state, head), releaseOrder);
        if (!ReferenceEquals(change.State, head.State))
        {
            head = head with { State = change.State, Version = head.Version + (change.Transition is null ? 0 : 1) };
            recorder.PutIssue(head);
        }

        if (change.Transition is { } kind)
        {
            Tell(head, kind, cause, change.Before);
        }

        return change.Outcome;
    }

    private void Tell(IssueHead head, IssueTransitionKind kind, GroupedEvent cause, IssueState? before)
    {
        var latest = state.Totals(head).Max(hash => hash.Latest)!;
        recorder.AddTransition(new IssueTransition
        {
            Position = 0,
            ProjectId = head.Project,
            IssueId = head.Id,
            Kind = kind,
            At = cause.ReceivedAt.ToUniversalTime(),
            Status = head.State.Status,
            Title = latest.Title,
            Level = latest.Level,
            EventId = cause.EventId,
            Release = cause.Release,
            Environment = cause.Environment,
            Service = cause.Service,
            StateBefore = before,
            StateAfter = before is null ? null : head.State,
        });
    }
}
