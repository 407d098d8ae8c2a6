using Monitoring.Access;
using Monitoring.Core.Signals;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Events.Reading;
using Monitoring.ErrorTracking.Grouping.Settings;
using Monitoring.ErrorTracking.Payloads;
using Monitoring.ErrorTracking.Rows;
using Monitoring.Projects;
using Monitoring.Signals;
using Monitoring.Signals.Errors;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Monitors.Intake;

/// <summary>
/// Shows a failed monitor as an issue, one for each monitor and environment, and resolves it when the monitor recovers. The id of the event is that
/// of the incident, so that a signal that is delivered twice changes nothing.
/// </summary>
internal sealed class MonitorIssues(IErrorStore store, ProjectGroupings groupings, ISignalHint hint, TimeProvider timeProvider)
    : ISignalHandler<MonitorFailed>, ISignalHandler<MonitorRecovered>
{
    /// <summary>The subscription, in the store.</summary>
    public const string Subscription = "monitor-issues";

    private const int MaxBytes = 64 * 1024;

    private const int MaxAttempts = 5;

    private static readonly EventNormalizer Normalizer = new(MaxBytes);

    public async ValueTask HandleAsync(SignalContext<MonitorFailed> context, CancellationToken cancellationToken)
    {
        var signal = context.Signal;
        var item = new EventItem(Envelopes.EnvelopeItemKind.Event, MonitorEvent.Write(signal, context.OccurredAt));
        var receipt = new EventReceipt { ReceivedAt = context.OccurredAt, NewEventId = new EventId(signal.IncidentId.Value) };
        var errorEvent = Normalizer.Normalize(item.Json, receipt).Event ?? throw new MonitoringException("The event of a monitor cannot be read.");
        var grouping = await groupings.GetAsync(signal.ProjectId, cancellationToken).ConfigureAwait(false);
        var key = new ClientKey { PublicKey = default, ProjectId = signal.ProjectId, Label = "", CreatedAt = timeProvider.GetUtcNow() };
        using var payload = new PayloadBuffer();
        StoredPayload.Write(payload, item, new Envelopes.EnvelopeHeader { Raw = default }, errorEvent, receipt, grouping.Origin);
        var row = EventRow.Of(errorEvent, grouping.Group(errorEvent), key) with { Payload = payload.Slice(..payload.Length) };
        await store.AppendAsync([row], cancellationToken).ConfigureAwait(false);
        hint.Notify();
    }

    public async ValueTask HandleAsync(SignalContext<MonitorRecovered> context, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await ResolveAsync(context, cancellationToken).ConfigureAwait(false) != IssueUpdateOutcome.Conflict)
            {
                hint.Notify();
                return;
            }
        }

        throw new MonitoringException("The issue of a monitor that recovered is being changed by others all the time; the signal will come again.");
    }

    /// <summary>Resolves the issue, unless somebody has closed it, or its event is gone.</summary>
    private async ValueTask<IssueUpdateOutcome> ResolveAsync(SignalContext<MonitorRecovered> context, CancellationToken cancellationToken)
    {
        var signal = context.Signal;
        if (await store.GetEventAsync(signal.ProjectId, new EventId(signal.IncidentId.Value), cancellationToken).ConfigureAwait(false) is not { } failure
            || await store.GetIssueAsync(failure.IssueId, cancellationToken).ConfigureAwait(false) is not { State.Status: IssueStatus.Unresolved } issue)
        {
            return IssueUpdateOutcome.NotFound;
        }

        var result = await store.UpdateIssueAsync(
            new IssueUpdate
            {
                IssueId = issue.Id,
                Change = new IssueChange.SetState { State = new IssueState { Status = IssueStatus.Resolved, Substatus = IssueSubstatus.None } },
                ActorId = Actor.System.Id,
                At = context.OccurredAt,
                ExpectedVersion = issue.Version,
            },
            cancellationToken).ConfigureAwait(false);
        return result.Outcome;
    }
}
