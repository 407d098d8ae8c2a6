using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Monitors.Reading;
using Monitoring.ErrorTracking.Monitors.Storing;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Monitors.Intake;

/// <summary>Takes check-ins: each is read, limited and recorded by itself, and is durable before its sender is answered.</summary>
internal sealed class CheckInHandler(EarlyEnds recorder, CheckInLimits limits, ILogger<CheckInHandler> logger) : IItemHandler
{
    private const string UnknownMonitor = "unknown_monitor";

    private static readonly string Category = DataCategory.Monitor.Name();

    public ImmutableArray<EnvelopeItemKind> Kinds => [EnvelopeItemKind.CheckIn];

    public async ValueTask<ImmutableArray<ItemOutcome>> TakeAsync(ItemBatch batch, CancellationToken cancellationToken)
    {
        var outcomes = ImmutableArray.CreateBuilder<ItemOutcome>(batch.Items.Length);
        foreach (var item in batch.Items)
        {
            outcomes.Add(await TakeAsync(item, batch, cancellationToken).ConfigureAwait(false));
        }

        return outcomes.MoveToImmutable();
    }

    private async ValueTask<ItemOutcome> TakeAsync(EnvelopeItem item, ItemBatch batch, CancellationToken cancellationToken)
    {
        var sender = batch.Sender;
        try
        {
            var reading = CheckInReader.Read(item.GetPayload(), sender.ReceivedAt, sender.Scrubber);
            if (reading.Report is not { } report)
            {
                return ItemOutcome.Refused(Category, new Refusal(IngestStatus.Invalid, "invalid_check_in", reading.Fault!));
            }

            var project = sender.Key.ProjectId;
            return limits.TryAdmit(project, report.Slug, report.Environment)
                ? OutcomeOf(await recorder.RecordAsync(project, report, sender.ReceivedAt, cancellationToken).ConfigureAwait(false), report, batch.IsEnvelope)
                : ItemOutcome.Limited(Category, "check_in_rate");
        }
        catch (Exception exception) when (exception is not (StorageUnavailableException or OperationCanceledException))
        {
            Log.CheckInFailed(logger, exception);
            return ItemOutcome.Refused(Category, Refusals.InternalError);
        }
    }

    private static ItemOutcome OutcomeOf(RecordOutcome outcome, CheckInReport report, bool isEnvelope) => outcome switch
    {
        RecordOutcome.Recorded => ItemOutcome.Accepted(Category),
        RecordOutcome.Repeated => ItemOutcome.Repeated(Category),
        RecordOutcome.Disabled => ItemOutcome.Filtered(Category, "monitor_disabled"),
        RecordOutcome.TooManyOpen => ItemOutcome.Limited(Category, "too_many_open"),
        RecordOutcome.TooManyMonitors => Refused("too_many_monitors", "The project has as many monitors as it may have."),
        RecordOutcome.TooManyEnvironments => Refused("too_many_environments", $"monitor_slug: the monitor '{report.Slug}' has as many environments as it may have."),

        // As with Sentry: an application may well check in to what is not monitored.
        _ when isEnvelope => ItemOutcome.Dropped(Category, UnknownMonitor),
        _ => Refused(
            UnknownMonitor, $"monitor_slug: there is no monitor '{report.Slug}', and the check-in has no monitor_config to make it.", IngestStatus.NotFound),
    };

    private static ItemOutcome Refused(string name, string message, IngestStatus status = IngestStatus.Invalid) =>
        ItemOutcome.Refused(Category, new Refusal(status, name, message));
}
