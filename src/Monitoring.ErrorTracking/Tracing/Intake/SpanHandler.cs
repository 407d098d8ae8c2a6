using System.Collections.Immutable;
using Monitoring.ErrorTracking.Containers;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Json;
using Monitoring.ErrorTracking.Tracing.Reading;

namespace Monitoring.ErrorTracking.Tracing.Intake;

/// <summary>Takes spans, one by one or many in a container. Those that are segments are transactions by another name.</summary>
internal sealed class SpanHandler(TraceRecorder recorder) : IItemHandler
{
    private static readonly string Category = DataCategory.Span.Name();

    public ImmutableArray<EnvelopeItemKind> Kinds => [EnvelopeItemKind.Span];

    public async ValueTask<ImmutableArray<ItemOutcome>> TakeAsync(ItemBatch batch, CancellationToken cancellationToken)
    {
        var outcomes = ImmutableArray.CreateBuilder<ItemOutcome>();
        foreach (var item in batch.Items)
        {
            outcomes.AddRange(ItemOutcome.OfContainer(Category, await TakeAsync(item, batch, cancellationToken).ConfigureAwait(false)));
        }

        return outcomes.ToImmutable();
    }

    private async ValueTask<ImmutableArray<ItemOutcome>> TakeAsync(EnvelopeItem item, ItemBatch batch, CancellationToken cancellationToken)
    {
        var payload = item.GetPayload();
        var container = ItemContainer.TryRead(item) ?? (ItemContainer.Is(item) ? null : ItemContainer.Of(JsonScalars.Parse(payload)));
        if (container is null)
        {
            return [Invalid("A container of spans must be an object with the array 'items'.")];
        }

        if (!container.IsComplete)
        {
            return [Invalid("item_count: is not the number of spans in 'items'.", container.Total)];
        }

        string? firstFault = null;
        var spans = new List<SpanFacts>(container.Entries.Length);
        foreach (var entry in container.Entries)
        {
            if (SpanReader.Read(entry, out var fault) is { } span)
            {
                spans.Add(span);
            }

            firstFault ??= fault;
        }

        var outcomes = await recorder.RecordAsync(
            [.. spans.Where(span => span.IsSegment).Select(span => (span, (EventId?)null))], [.. spans.Where(span => !span.IsSegment)], payload, batch, cancellationToken)
            .ConfigureAwait(false);
        var broken = container.Entries.Length - spans.Count + container.Broken;
        outcomes = broken == 0 ? outcomes : outcomes.Add(Invalid(firstFault ?? "A span must be an object.", broken));
        return container.Beyond == 0 ? outcomes : outcomes.Add(ItemOutcome.Limited(Category, "too_many_spans", quantity: container.Beyond));
    }

    private static ItemOutcome Invalid(string message, long quantity = 1) =>
        ItemOutcome.Refused(Category, new Refusal(IngestStatus.Invalid, "invalid_span", message), quantity);
}
