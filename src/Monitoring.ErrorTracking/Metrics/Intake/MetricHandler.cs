using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Monitoring.ErrorTracking.Containers;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Metrics.Reading;
using Monitoring.ErrorTracking.Outcomes;
using Monitoring.ErrorTracking.Rollups;

namespace Monitoring.ErrorTracking.Metrics.Intake;

/// <summary>Takes containers of metrics, and the text lines of older SDKs.</summary>
internal sealed class MetricHandler(MetricRecorder recorder, IOptions<ErrorTrackingOptions> options) : IItemHandler
{
    private readonly TimeSpan _retryAfter = options.Value.RetryAfter;

    public ImmutableArray<EnvelopeItemKind> Kinds => [EnvelopeItemKind.TraceMetric, EnvelopeItemKind.Statsd];

    public async ValueTask<ImmutableArray<ItemOutcome>> TakeAsync(ItemBatch batch, CancellationToken cancellationToken)
    {
        var outcomes = ImmutableArray.CreateBuilder<ItemOutcome>();
        foreach (var item in batch.Items)
        {
            var entries = item.Kind == EnvelopeItemKind.Statsd
                ? await TakeLinesAsync(item, batch, cancellationToken).ConfigureAwait(false)
                : await TakeContainerAsync(item, batch, cancellationToken).ConfigureAwait(false);
            outcomes.AddRange(ItemOutcome.OfContainer(ItemTally.CategoryOf(item.Kind), entries));
        }

        return outcomes.ToImmutable();
    }

    private async ValueTask<ImmutableArray<ItemOutcome>> TakeLinesAsync(EnvelopeItem item, ItemBatch batch, CancellationToken cancellationToken)
    {
        var category = ItemTally.CategoryOf(item.Kind);
        var points = StatsdReader.Read(item.GetPayload(), out var broken, out var fault);
        var outcomes = await RecordAsync(category, points, item, batch, cancellationToken).ConfigureAwait(false);
        return broken == 0 ? outcomes : outcomes.Add(Invalid(category, fault!, broken));
    }

    private async ValueTask<ImmutableArray<ItemOutcome>> TakeContainerAsync(EnvelopeItem item, ItemBatch batch, CancellationToken cancellationToken)
    {
        var category = ItemTally.CategoryOf(item.Kind);
        if (ItemContainer.TryRead(item) is not { } container)
        {
            return [Invalid(category, "A container of metrics must be an object with the array 'items'.")];
        }

        if (!container.IsComplete)
        {
            return [Invalid(category, "item_count: is not the number of metrics in 'items'.", container.Total)];
        }

        string? firstFault = null;
        var points = new List<MetricPoint>(container.Entries.Length);
        foreach (var entry in container.Entries)
        {
            if (TraceMetricReader.Read(entry, out var fault) is { } point)
            {
                points.Add(point);
            }

            firstFault ??= fault;
        }

        var outcomes = await RecordAsync(category, points, item, batch, cancellationToken).ConfigureAwait(false);
        if (outcomes.Any(outcome => outcome is { Kind: OutcomeKind.Accepted }))
        {
            outcomes = outcomes.Add(ItemOutcome.Accepted(DataCategory.TraceMetricByte.Name(), quantity: item.Payload.Length));
        }

        var broken = container.Entries.Length - points.Count + container.Broken;
        outcomes = broken == 0 ? outcomes : outcomes.Add(Invalid(category, firstFault ?? "A metric must be an object.", broken));
        return container.Beyond == 0 ? outcomes : outcomes.Add(ItemOutcome.Limited(category, "too_many_entries", quantity: container.Beyond));
    }

    private async ValueTask<ImmutableArray<ItemOutcome>> RecordAsync(
        string category, IReadOnlyList<MetricPoint> points, EnvelopeItem item, ItemBatch batch, CancellationToken cancellationToken)
    {
        var sender = batch.Sender;
        var request = BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(item.GetPayload().Span));
        var recording = await recorder.RecordAsync(
            sender.Key.ProjectId, points, sender.Scrubber, batch.Header.SentAt, sender.ReceivedAt, request, cancellationToken).ConfigureAwait(false);
        return [.. recording.Admissions.GroupBy(one => (IsKept: one.Point is not null, one.Reason)).Select(same => OutcomeOf(category, recording.Outcome, same.First(), same.Count()))];
    }

    private ItemOutcome OutcomeOf(string category, RollupOutcome outcome, MetricAdmission admission, long quantity) => (admission.Point, outcome) switch
    {
        (null, _) when admission.Reason == MetricReasons.Invalid => Invalid(category, admission.Fault!, quantity),
        (null, _) => ItemOutcome.Limited(category, admission.Reason!, quantity: quantity),
        (_, RollupOutcome.Taken) => ItemOutcome.Accepted(category, admission.Reason ?? "", quantity),
        (_, RollupOutcome.Repeated) => ItemOutcome.Repeated(category, quantity),
        (_, RollupOutcome.Full) => ItemOutcome.Limited(category, Refusals.QueueFull.Name, _retryAfter, quantity),
        _ => ItemOutcome.Refused(category, Refusals.InternalError, quantity),
    };

    private static ItemOutcome Invalid(string category, string message, long quantity = 1) =>
        ItemOutcome.Refused(category, new Refusal(IngestStatus.Invalid, MetricReasons.Invalid, message), quantity);
}
