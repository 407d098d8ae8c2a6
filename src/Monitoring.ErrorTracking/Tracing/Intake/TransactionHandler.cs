using System.Collections.Immutable;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Tracing.Reading;

namespace Monitoring.ErrorTracking.Tracing.Intake;

/// <summary>Takes transactions with the spans in them.</summary>
internal sealed class TransactionHandler(TraceRecorder recorder) : IItemHandler
{
    private static readonly string Category = DataCategory.Transaction.Name();

    public ImmutableArray<EnvelopeItemKind> Kinds => [EnvelopeItemKind.Transaction];

    public async ValueTask<ImmutableArray<ItemOutcome>> TakeAsync(ItemBatch batch, CancellationToken cancellationToken)
    {
        var outcomes = ImmutableArray.CreateBuilder<ItemOutcome>();
        foreach (var item in batch.Items)
        {
            outcomes.AddRange(await TakeAsync(item, batch, cancellationToken).ConfigureAwait(false));
        }

        return outcomes.ToImmutable();
    }

    private async ValueTask<ImmutableArray<ItemOutcome>> TakeAsync(EnvelopeItem item, ItemBatch batch, CancellationToken cancellationToken)
    {
        var payload = item.GetPayload();
        if (TransactionReader.Read(payload, out var fault) is not { } facts)
        {
            return [ItemOutcome.Refused(Category, Refusals.InvalidTransaction(fault!))];
        }

        // The id in the header is that of the envelope's one event or transaction.
        var id = batch.Items.Length == 1 && batch.Events.IsEmpty ? batch.Header.EventId ?? facts.EventId : facts.EventId ?? batch.Header.EventId;
        var outcomes = await recorder.RecordAsync([(facts.Root, id)], facts.Spans, payload, batch, cancellationToken).ConfigureAwait(false);
        return facts.LostSpans == 0 ? outcomes : outcomes.Add(ItemOutcome.Dropped(DataCategory.Span.Name(), "invalid_span", facts.LostSpans));
    }
}
