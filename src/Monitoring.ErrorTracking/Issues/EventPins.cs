using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Issues;

/// <summary>Pins events, and takes pins back.</summary>
internal sealed class EventPins(IErrorStore store, IssueCommands commands, IAccessControl access)
{
    /// <summary>Pins an event, or takes its pin back.</summary>
    /// <returns>The event without its payload.</returns>
    public async ValueTask<CommandResult<StoredEvent>> SetAsync(Actor actor, ProjectId project, EventId id, bool isPinned, CancellationToken cancellationToken)
    {
        var decision = await access.CheckAsync(actor, Permission.UpdateErrors, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<StoredEvent>(decision);
        }

        if (await store.GetEventAsync(project, id, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return CommandResults.NotFound<StoredEvent>($"There is no event {id}.");
        }

        if (isPinned && !found.HasPayload)
        {
            return CommandResults.Invalid<StoredEvent>("The event is counted, but its payload was not kept or has gone, so that there is nothing to pin.");
        }

        IssueChange change = isPinned ? new IssueChange.Pin { EventId = id } : new IssueChange.Unpin { EventId = id };
        var result = await commands.ApplyAsync(actor, found.IssueId, Permission.UpdateErrors, change, null, cancellationToken).ConfigureAwait(false);
        return result.Outcome == CommandOutcome.Done
            ? CommandResults.Done(found with { Event = found.Event with { Payload = default }, IsPinned = isPinned })
            : new CommandResult<StoredEvent> { Outcome = result.Outcome, Reason = result.Reason, Access = result.Access };
    }
}
