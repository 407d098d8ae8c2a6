using System.Collections.Immutable;
using Monitoring.Storage.Documents;

namespace Monitoring.Core.Signals;

/// <summary>The signals that were committed with documents.</summary>
internal sealed class DocumentSignals(IDocumentStore store) : ISignalSource
{
    public string Name => "documents";

    public async ValueTask<ImmutableArray<PendingSignal>> ReadAsync(long after, int max, CancellationToken cancellationToken)
    {
        var stored = await store.ReadSignalsAsync(after, max, cancellationToken).ConfigureAwait(false);
        return [.. stored.Select(signal => new PendingSignal
        {
            Source = Name,
            Position = signal.Position,
            Id = signal.Signal.Id,
            Type = signal.Signal.Type,
            AggregateId = signal.Signal.AggregateId,
            OccurredAt = signal.Signal.OccurredAt,
            Body = signal.Signal.Body,
        })];
    }

    public ValueTask TrimAsync(long upTo, CancellationToken cancellationToken) => store.TrimSignalsAsync(upTo, cancellationToken);
}
