using System.Text.Json.Serialization;
using Monitoring.Storage.Documents;

namespace Monitoring.Transfer;

/// <summary>How far a move has come, kept in its target also when it is over: a process that was killed after that is run again, and must not take its own work for other data.</summary>
internal sealed record MoveState
{
    private const string Only = "move";

    public static DocumentType<MoveState> Type { get; } = new(OwnDocuments.OfMove, MoveStateJson.Default.MoveState, _ => Only);

    /// <summary>The source that it comes from.</summary>
    public required string Source { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset Began { get; init; }

    /// <summary>The last part that is in the target; <see langword="null"/> while none is.</summary>
    public string? Cursor { get; init; }

    /// <summary>The totals of what was read up to there.</summary>
    public required ReadOnlyMemory<byte> Totals { get; init; }

    /// <summary>Whether everything was there, and compared: nothing is written to the target from then on.</summary>
    public bool IsOver { get; init; }

    public static async ValueTask<MoveState?> FindAsync(IDocumentStore store, CancellationToken cancellationToken) =>
        (await store.FindAsync(Partition.Host, Type, Only, cancellationToken).ConfigureAwait(false))?.Value;

    public async ValueTask SaveAsync(IDocumentStore store, CancellationToken cancellationToken) => await store.CommitAsync(
        new DocumentCommit { Partition = Partition.Host, Puts = [Type.Put(this)] }, cancellationToken).ConfigureAwait(false);
}

/// <summary>How the state is written.</summary>
[JsonSerializable(typeof(MoveState))]
internal sealed partial class MoveStateJson : JsonSerializerContext;
