using System.Collections.Immutable;
using System.Text;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Tests.Ingest;

/// <summary>Does with each session what its payload says, and remembers the batches.</summary>
internal sealed class ScriptedHandler : IItemHandler
{
    public List<ItemBatch> Batches { get; } = [];

    public ImmutableArray<EnvelopeItemKind> Kinds => [EnvelopeItemKind.Session];

    public ValueTask<ImmutableArray<ItemOutcome>> TakeAsync(ItemBatch batch, CancellationToken cancellationToken)
    {
        Batches.Add(batch);
        return ValueTask.FromResult<ImmutableArray<ItemOutcome>>([.. batch.Items.Select(Take)]);
    }

    private static ItemOutcome Take(EnvelopeItem item) => Encoding.UTF8.GetString(item.GetPayload().Span) switch
    {
        "bad" => ItemOutcome.Refused("session", new Refusal(IngestStatus.Invalid, "bad_session", "started: is missing.")),
        "quiet" => ItemOutcome.Limited("session", "too_many"),
        "loud" => ItemOutcome.Limited("session", "too_many", TimeSpan.FromSeconds(20)),
        "away" => throw new StorageUnavailableException("The disk is full.") { RetryAfter = TimeSpan.FromSeconds(7) },
        "bug" => throw new InvalidOperationException("A fault."),
        "again" => ItemOutcome.Repeated("session"),
        "unwanted" => ItemOutcome.Filtered("session", "switched_off"),
        _ => ItemOutcome.Accepted("session", quantity: 3),
    };
}
