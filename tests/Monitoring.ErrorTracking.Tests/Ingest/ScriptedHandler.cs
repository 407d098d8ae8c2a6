using System.Collections.Immutable;
using System.Text;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Tests.Ingest;

/// <summary>Does with each chunk of a profile what its payload says, and remembers the batches.</summary>
internal sealed class ScriptedHandler : IItemHandler
{
    public List<ItemBatch> Batches { get; } = [];

    public ImmutableArray<EnvelopeItemKind> Kinds => [EnvelopeItemKind.ProfileChunk];

    public ValueTask<ImmutableArray<ItemOutcome>> TakeAsync(ItemBatch batch, CancellationToken cancellationToken)
    {
        Batches.Add(batch);
        return ValueTask.FromResult<ImmutableArray<ItemOutcome>>([.. batch.Items.Select(Take)]);
    }

    private static ItemOutcome Take(EnvelopeItem item) => Encoding.UTF8.GetString(item.GetPayload().Span) switch
    {
        "bad" => ItemOutcome.Refused("profile_chunk", new Refusal(IngestStatus.Invalid, "bad_chunk", "started: is missing.")),
        "quiet" => ItemOutcome.Limited("profile_chunk", "too_many"),
        "loud" => ItemOutcome.Limited("profile_chunk", "too_many", TimeSpan.FromSeconds(20)),
        "away" => throw new StorageUnavailableException("The disk is full.") { RetryAfter = TimeSpan.FromSeconds(7) },
        "bug" => throw new InvalidOperationException("A fault."),
        "again" => ItemOutcome.Repeated("profile_chunk"),
        "unwanted" => ItemOutcome.Filtered("profile_chunk", "switched_off"),
        _ => ItemOutcome.Accepted("profile_chunk", quantity: 3),
    };
}
