using System.Collections.Immutable;
using Monitoring.ErrorTracking.Json;
using Monitoring.ErrorTracking.Payloads;
using Monitoring.ErrorTracking.Tracing.Linking;
using Monitoring.ErrorTracking.Tracing.Naming;
using Monitoring.ErrorTracking.Tracing.Reading;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Tracing.Answering;

/// <summary>Finds the trace of a stored event, and what its transaction may be called: as the event says, or as the trace's transactions are.</summary>
internal sealed class EventTraces(IErrorStore store, TraceLinkReader links)
{
    private static readonly TimeSpan Around = TimeSpan.FromHours(1);

    /// <summary>Finds it; null when there is no such event in the project.</summary>
    public async ValueTask<EventTrace?> FindAsync(ProjectId project, EventId id, CancellationToken cancellationToken)
    {
        if (await store.GetEventAsync(project, id, cancellationToken).ConfigureAwait(false) is not { Event: var row })
        {
            return null;
        }

        var traceId = TraceOf(row);
        var names = ImmutableArray.CreateBuilder<string>();
        if (row.Tags.FirstOrDefault(tag => tag.Key == "transaction")?.Value is { } name)
        {
            names.Add(name);
            names.Add(TraceNames.Transaction(name, null));
        }

        if (traceId is not null)
        {
            var trace = await links.ReadAsync(project, traceId, row.ReceivedAt - Around, row.ReceivedAt + Around, cancellationToken).ConfigureAwait(false);
            names.AddRange(trace.Transactions.Select(transaction => transaction.Name));
        }

        return new EventTrace { TraceId = traceId, Names = [.. names.Distinct()], At = row.ReceivedAt };
    }

    private static string? TraceOf(GroupedEvent row)
    {
        if (row.Payload.IsEmpty || StoredPayload.Read(row.Payload, row.EventId, row.ReceivedAt, out var payload) is null)
        {
            return null;
        }

        var trace = JsonObjects.Find(JsonObjects.Find(JsonScalars.Parse(payload), "contexts"), "trace");
        return TraceIds.Normalise(JsonObjects.FindText(trace, "trace_id"));
    }
}
