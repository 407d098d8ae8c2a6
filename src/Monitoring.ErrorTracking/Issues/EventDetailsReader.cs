using System.Buffers;
using Monitoring.ErrorTracking.Events.Reading;
using Monitoring.ErrorTracking.Events.Writing;
using Monitoring.ErrorTracking.Payloads;
using Monitoring.ErrorTracking.SourceContext.Storing;
using Monitoring.ErrorTracking.SourceMaps.Symbolication;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Issues;

/// <summary>
/// Normalises stored events again, for showing them, and applies the source maps that are there by now: one that came after the event helps all the same. The payload
/// and its receipt are all that is kept of an event.
/// </summary>
internal sealed class EventDetailsReader(SymbolSource symbols, CodeLinks links)
{
    // What was let in once is shown whatever the limit is now.
    private readonly EventNormalizer _normalizer = new(ErrorStoreLimits.PayloadBytes);

    public async ValueTask<EventDetails> ReadAsync(StoredEvent stored, CancellationToken cancellationToken)
    {
        var row = stored.Event;
        return new EventDetails
        {
            Event = stored with { Event = row with { Payload = default } },
            Raw = row.Payload,
            Normalized = row.Payload.IsEmpty ? default : await NormalizeAsync(row, cancellationToken).ConfigureAwait(false),
        };
    }

    private async ValueTask<ReadOnlyMemory<byte>> NormalizeAsync(GroupedEvent row, CancellationToken cancellationToken)
    {
        if (StoredPayload.Read(row.Payload, row.EventId, row.ReceivedAt, out var json) is not { } receipt
            || _normalizer.Normalize(json, receipt).Event is not { } normalized)
        {
            return default;
        }

        if (await symbols.ForEventAsync(row.ProjectId, normalized, cancellationToken).ConfigureAwait(false) is { } found)
        {
            normalized = EventSymbolicator.Apply(normalized, row.ProjectId, found);
        }

        normalized = await links.ApplyAsync(row.ProjectId, normalized, cancellationToken).ConfigureAwait(false);
        var output = new ArrayBufferWriter<byte>(json.Length);
        ErrorEventWriter.Write(output, normalized);
        return output.WrittenMemory;
    }
}
