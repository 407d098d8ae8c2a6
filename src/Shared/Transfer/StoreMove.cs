using Monitoring.Storage.Blobs;
using Monitoring.Storage.Codecs;

namespace Monitoring.Transfer;

/// <summary>Takes all that a source has into stores. It may be stopped at any moment, and goes on where it was.</summary>
internal sealed class StoreMove(ITransferSource source, StoreParts target, TimeProvider time, Action<RecordTotals> report)
{
    private MoveState? _state;

    /// <summary>Whether it goes on with what was begun before.</summary>
    public bool IsResumed { get; private set; }

    /// <summary>Whether it was over before: nothing was written now, and the target may have been in use since.</summary>
    public bool WasOver { get; private set; }

    /// <summary>When it began.</summary>
    public DateTimeOffset Began { get; private set; }

    /// <summary>Moves everything. It is not over before <see cref="FinishAsync"/>.</summary>
    /// <returns>The totals of what was read.</returns>
    /// <exception cref="TargetInUseException">The target holds other data.</exception>
    /// <exception cref="MonitoringException">The source holds what no store takes.</exception>
    public async ValueTask<RecordTotals> RunAsync(CancellationToken cancellationToken)
    {
        var state = await BeginAsync(cancellationToken).ConfigureAwait(false);
        var totals = Read(state);
        if (state.IsOver)
        {
            WasOver = true;
            return totals;
        }

        await foreach (var part in source.ReadAsync(state.Cursor, cancellationToken).ConfigureAwait(false))
        {
            try
            {
                await TakeAsync(part, totals, cancellationToken).ConfigureAwait(false);
            }
            catch (ArgumentException exception)
            {
                throw source.Refused(exception);
            }

            if (part.Cursor.Length > 0)
            {
                state = state with { Cursor = part.Cursor, Totals = Write(totals) };
                await state.SaveAsync(target.DocumentStore, cancellationToken).ConfigureAwait(false);
            }

            report(totals);
        }

        _state = state with { Totals = Write(totals) };
        return totals;
    }

    /// <summary>Notes in the target that the move is over, once it was compared.</summary>
    public async ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        if (!WasOver)
        {
            await (_state! with { IsOver = true }).SaveAsync(target.DocumentStore, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<MoveState> BeginAsync(CancellationToken cancellationToken)
    {
        if (await MoveState.FindAsync(target.DocumentStore, cancellationToken).ConfigureAwait(false) is { } begun)
        {
            IsResumed = true;
            Began = begun.Began;
            return begun.Source == source.Fingerprint
                ? begun
                : throw new TargetInUseException(
                    begun.IsOver
                        ? "The target holds what another move, or one of this source before it changed, has brought. Choose an empty one."
                        : "The target holds a part of another move, or the source has changed since this one began. Empty the target and begin anew.");
        }

        if (await HoldsAnythingAsync(cancellationToken).ConfigureAwait(false) is { } what)
        {
            throw new TargetInUseException($"The target holds {what} already. Choose an empty one.");
        }

        var state = new MoveState { Source = source.Fingerprint, Began = Began = time.GetUtcNow(), Totals = Write(new RecordTotals()) };

        // Committed before the first record: a move that is killed after that would find data whose origin nothing tells.
        await state.SaveAsync(target.DocumentStore, cancellationToken).ConfigureAwait(false);
        return state;
    }

    private async ValueTask<string?> HoldsAnythingAsync(CancellationToken cancellationToken)
    {
        var errors = await target.Errors.BeginExportAsync(cancellationToken).ConfigureAwait(false);
        await using (errors.ConfigureAwait(false))
        {
            var page = await errors.ReadAsync(null, cancellationToken).ConfigureAwait(false);
            if (page.Items.FirstOrDefault(record => RecordKinds.Of(record) is not null) is { } record)
            {
                return RecordKinds.Of(record)!.Value.Name();
            }
        }

        var documents = await target.Documents.BeginExportAsync(cancellationToken).ConfigureAwait(false);
        await using (documents.ConfigureAwait(false))
        {
            var page = await documents.ReadAsync(null, cancellationToken).ConfigureAwait(false);
            if (page.Items.FirstOrDefault(record => RecordKinds.Of(record) is not null) is { } record)
            {
                return RecordKinds.Of(record)!.Value.Name();
            }
        }

        return (await target.Blobs.ListAsync(1, null, cancellationToken).ConfigureAwait(false)).Items.IsEmpty ? null : RecordKind.Blob.Name();
    }

    private async ValueTask TakeAsync(TransferPart part, RecordTotals totals, CancellationToken cancellationToken)
    {
        if (!part.Errors.IsEmpty)
        {
            await target.Errors.ImportAsync(part.Errors, cancellationToken).ConfigureAwait(false);
            foreach (var record in part.Errors)
            {
                totals.Add(record);
            }
        }

        if (!part.Documents.IsEmpty)
        {
            await target.Documents.ImportAsync(part.Documents, cancellationToken).ConfigureAwait(false);
            foreach (var record in part.Documents)
            {
                totals.Add(record);
            }
        }

        if (part.Blob is { } info && await part.OpenBlob!(cancellationToken).ConfigureAwait(false) is { } content)
        {
            await using (content.ConfigureAwait(false))
            {
                await TakeAsync(info, content, cancellationToken).ConfigureAwait(false);
            }

            totals.Add(info);
        }
    }

    private async ValueTask TakeAsync(BlobInfo info, Stream content, CancellationToken cancellationToken)
    {
        var written = await target.Blobs.RestoreAsync(info, content, cancellationToken).ConfigureAwait(false);
        if (written.Info is not { } there || there.Sha256 != info.Sha256)
        {
            throw new MonitoringException($"Blob {info.Id} is not what it was when it was written: its checksum differs. Delete it in the source, and begin anew with an empty target.");
        }
    }

    private static RecordTotals Read(MoveState state)
    {
        var reader = new ByteReader(state.Totals.Span, "The totals of the move");
        return RecordTotals.Read(ref reader);
    }

    private static byte[] Write(RecordTotals totals)
    {
        var writer = new ByteWriter();
        totals.Write(writer);
        return writer.ToArray();
    }
}
