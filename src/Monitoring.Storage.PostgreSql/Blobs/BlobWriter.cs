using System.Buffers;
using System.Security.Cryptography;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Opening;

namespace Monitoring.Storage.PostgreSql.Blobs;

/// <summary>
/// Writes one blob: chunk by chunk as bytes that no blob has, and at the end the blob that has them. A blob that is shorter than a chunk takes one turn. Between the turns, while the
/// caller's stream is read, nothing of the database is held.
/// </summary>
internal sealed class BlobWriter(PostgreSqlStore store, BlobTable blobs, ChunkTable chunks, BlobWrite write, DateTimeOffset? createdAt = null) : IDisposable
{
    private readonly short _part = Parts.Of(write.Id.Project.Value);
    private readonly Guid _content = EntityId.Create(store.Settings.Time).Value;
    private readonly byte[] _chunk = ArrayPool<byte>.Shared.Rent(ChunkTable.Length);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _length;
    private int _written;
    private bool _isBegun;

    public async ValueTask<BlobWriteResult> RunAsync(Stream content, CancellationToken cancellationToken)
    {
        try
        {
            var result = await WriteAsync(content, cancellationToken).ConfigureAwait(false);
            if (result.Outcome != BlobWriteOutcome.Written)
            {
                await GiveUpAsync().ConfigureAwait(false);
            }

            return result;
        }
        catch
        {
            await GiveUpAsync().ConfigureAwait(false);
            throw;
        }
    }

    public void Dispose()
    {
        _hash.Dispose();
        ArrayPool<byte>.Shared.Return(_chunk);
    }

    private async ValueTask<BlobWriteResult> WriteAsync(Stream content, CancellationToken cancellationToken)
    {
        int filled;
        while ((filled = await FillAsync(content, cancellationToken).ConfigureAwait(false)) == ChunkTable.Length && _length <= write.MaxLength)
        {
            _isBegun = true;
            await chunks.WriteAsync(_part, _content, _written++, _chunk.AsMemory(0, filled), cancellationToken).ConfigureAwait(false);
        }

        if (_length > write.MaxLength)
        {
            return new BlobWriteResult { Outcome = BlobWriteOutcome.TooLong };
        }

        var hash = _hash.GetHashAndReset();
        return await store.TransactAsync(
            mayRepeat: true, (transaction, cancellation) => FinishAsync(transaction, _chunk.AsMemory(0, filled), hash, cancellation), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Fills the chunk from a stream as far as that goes, or until it has given too much.</summary>
    private async ValueTask<int> FillAsync(Stream content, CancellationToken cancellationToken)
    {
        var filled = 0;
        while (filled < ChunkTable.Length && _length <= write.MaxLength
            && await content.ReadAsync(_chunk.AsMemory(filled, ChunkTable.Length - filled), cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            filled += read;
            _length += read;
        }

        _hash.AppendData(_chunk, 0, filled);
        return filled;
    }

    private async ValueTask<BlobWriteResult> FinishAsync(Transaction transaction, ReadOnlyMemory<byte> last, byte[] sha256, CancellationToken cancellationToken)
    {
        await using var batch = transaction.Batch();
        if (!last.IsEmpty)
        {
            chunks.Add(batch, _part, _content, _written, last);
        }

        if (_isBegun)
        {
            chunks.Keep(batch, _part, _content);
        }

        var kept = _isBegun ? batch.BatchCommands[^1] : null;
        blobs.AddTo(batch, write, _content, _length, sha256, createdAt);
        var added = batch.BatchCommands[^2];
        StoredBlob? there;
        await using (var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false))
        {
            there = await BlobTable.ReadFoundAsync(reader, write.Id, cancellationToken).ConfigureAwait(false);
        }

        if (added.RecordsAffected == 1 && kept?.RecordsAffected == 0)
        {
            throw new StorageUnavailableException(ChunkTable.Abandoned);
        }

        if (there?.Content == _content)
        {
            return new BlobWriteResult { Outcome = BlobWriteOutcome.Written, Info = there.Info };
        }

        await transaction.UndoAsync(cancellationToken).ConfigureAwait(false);
        return new BlobWriteResult { Outcome = BlobWriteOutcome.AlreadyExists, Info = there?.Info };
    }

    /// <summary>Removes what was written of a blob that does not come to be. What cannot be removed now goes with what expires.</summary>
    private async ValueTask GiveUpAsync()
    {
        if (!_isBegun)
        {
            return;
        }

        try
        {
            await chunks.RemoveAsync(_part, _content, long.MaxValue, CancellationToken.None).ConfigureAwait(false);
        }
        catch (StorageUnavailableException)
        {
            // The caller hears of what came first.
        }
    }
}
