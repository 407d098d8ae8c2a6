using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Issues;
using Monitoring.ErrorTracking.Issues.Activity;
using Monitoring.Signals;
using Monitoring.Signals.Errors;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Ownership.Storing;

/// <summary>
/// Assigns an issue that was opened, or came back, to the first of its owners who is a member, where the project wants it. What somebody has decided stays: an
/// issue that has an assignee, or was ever assigned or taken from somebody by hand, is left alone.
/// </summary>
internal sealed class OwnerAssigner(ProjectOwners owners, StoredOwnership events, IErrorStore errors, IDocumentStore store, IssueCommands commands)
    : ISignalHandler<ErrorIssueOpened>, ISignalHandler<ErrorIssueRegressed>
{
    public const string Subscription = "issue-owners";

    private const int EntriesToRead = 100;

    public ValueTask HandleAsync(SignalContext<ErrorIssueOpened> context, CancellationToken cancellationToken) =>
        AssignAsync(context.Signal, context.Signal.EventId, cancellationToken);

    public ValueTask HandleAsync(SignalContext<ErrorIssueRegressed> context, CancellationToken cancellationToken) =>
        AssignAsync(context.Signal, context.Signal.EventId, cancellationToken);

    private async ValueTask AssignAsync(ErrorIssueSignal signal, EventId eventId, CancellationToken cancellationToken)
    {
        if (!await owners.AssignsAsync(signal.ProjectId, cancellationToken).ConfigureAwait(false)
            || await errors.GetIssueAsync(signal.IssueId, cancellationToken).ConfigureAwait(false) is not { Assignee: null } issue
            || await WasAssignedByHandAsync(issue, cancellationToken).ConfigureAwait(false)
            || await events.ReadAsync(signal.ProjectId, eventId, cancellationToken).ConfigureAwait(false) is not { } errorEvent)
        {
            return;
        }

        var found = await owners.FindAsync(signal.ProjectId, errorEvent, cancellationToken).ConfigureAwait(false);
        foreach (var owner in found.Owners)
        {
            var result = await commands.AssignAsync(Actor.System, issue.Id, owner, issue.Version, cancellationToken).ConfigureAwait(false);
            if (result.Outcome != CommandOutcome.Invalid)
            {
                // Assigned; or somebody was faster, and then it is theirs.
                return;
            }
        }
    }

    private async ValueTask<bool> WasAssignedByHandAsync(IssueRow issue, CancellationToken cancellationToken)
    {
        var query = IssueActivityDocuments.Query(issue.ProjectId, issue.Id, EntriesToRead, null);
        var page = await store.QueryAsync(IssueActivityDocuments.Type, query, cancellationToken).ConfigureAwait(false);
        return page.Items.Any(entry => entry.Value.Kind == IssueActivityKind.Assigned && entry.Value.ActorKind != ActorKind.System);
    }
}
