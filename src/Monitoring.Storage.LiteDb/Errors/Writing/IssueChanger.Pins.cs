using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Errors.Cells;
using Monitoring.Storage.LiteDb.Errors.Reading;

namespace Monitoring.Storage.LiteDb.Errors.Writing;

/// <content>Events that are to stay.</content>
internal sealed partial class IssueChanger
{
    private IssueUpdateResult Pin(IssueHead issue, IssueChange.Pin change, IssueUpdate update, LocatedEvent? found)
    {
        if (found is not { Stored: var stored } || !IsOf(issue, found))
        {
            return Result(IssueUpdateOutcome.Refused, issue);
        }

        var pins = state.Pins(issue.Project);
        if (pins.ContainsKey(change.EventId))
        {
            return Result(IssueUpdateOutcome.Applied, issue);
        }

        if (!stored.HasPayload || pins.Count >= ErrorStoreLimits.PinnedEvents)
        {
            return Result(IssueUpdateOutcome.Refused, issue);
        }

        recorder.PutPin(issue.Project, change.EventId, new PinnedEvent(stored.Event.Hashes[0], stored.Event.ReceivedAt.UtcTicks));
        return Put(issue, Of(update, IssueTransitionKind.Pinned) with { EventId = change.EventId });
    }

    private IssueUpdateResult Unpin(IssueHead issue, IssueChange.Unpin change, IssueUpdate update)
    {
        if (!state.Pins(issue.Project).TryGetValue(change.EventId, out var pin) || !issue.Hashes.Contains(pin.Hash))
        {
            return Result(IssueUpdateOutcome.Applied, issue);
        }

        recorder.RemovePin(issue.Project, change.EventId);
        return Put(issue, Of(update, IssueTransitionKind.Unpinned) with { EventId = change.EventId });
    }

    /// <summary>Whether an event is there still, and belongs to an issue.</summary>
    private bool IsOf(IssueHead issue, LocatedEvent found)
    {
        var row = found.Stored.Event;
        var hash = state.FindHash(issue.Project, row.Hashes[0]);
        return hash?.Owner == issue.Id && state.IsLive(hash, issue.Project, row.EventId, row.ReceivedAt.UtcTicks, found.Sequence);
    }
}
