using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Monitoring.Access;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.SourceMaps.Storing;

/// <summary>Keeps the pieces of bundles until all have come, a day at most.</summary>
internal sealed class ChunkStore(IDocumentStore documents, IBlobStore blobs, TimeProvider timeProvider)
{
    public const int MaxBytes = 8 * 1024 * 1024;

    private const int ExpiredAtOnce = 100;

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <returns><see langword="null"/>, or why it is not taken.</returns>
    public async ValueTask<string?> WriteAsync(Actor actor, string organization, string checksum, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        if (content.Length > MaxBytes)
        {
            return $"The chunk {checksum} has {content.Length} bytes; at most {MaxBytes} are taken.";
        }

        var actual = Name(content.Span);
        if (actual != checksum)
        {
            return $"The chunk {checksum} is damaged: its bytes have the checksum {actual}.";
        }

        var key = BundleDocuments.ChunkKey(organization, actor.Id, checksum);
        if (await FindAsync(key, cancellationToken).ConfigureAwait(false) is not null)
        {
            return null;
        }

        await RemoveExpiredAsync(cancellationToken).ConfigureAwait(false);
        var document = new ChunkDocument
        {
            Key = key,
            Blob = EntityId.Create(timeProvider),
            Length = content.Length,
            ExpiresAt = timeProvider.GetUtcNow() + Lifetime,
        };
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        await blobs.WriteAsync(
            new BlobWrite { Id = new BlobId(default, document.Blob), MaxLength = MaxBytes, ExpiresAt = document.ExpiresAt + Lifetime }, stream, cancellationToken).ConfigureAwait(false);
        await documents.CommitAsync(new DocumentCommit { Partition = Partition.Host, Puts = [BundleDocuments.Chunk.Put(document)] }, cancellationToken).ConfigureAwait(false);
        return null;
    }

    public async ValueTask<ChunkDocument?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var found = await documents.FindAsync(Partition.Host, BundleDocuments.Chunk, key, cancellationToken).ConfigureAwait(false);
        return found?.Value.ExpiresAt > timeProvider.GetUtcNow() ? found.Value : null;
    }

    public ValueTask<Stream?> OpenAsync(ChunkDocument chunk, CancellationToken cancellationToken) => blobs.OpenReadAsync(new BlobId(default, chunk.Blob), cancellationToken);

    public async ValueTask RemoveAsync(IReadOnlyCollection<ChunkDocument> chunks, CancellationToken cancellationToken)
    {
        foreach (var chunk in chunks)
        {
            await blobs.DeleteAsync(new BlobId(default, chunk.Blob), cancellationToken).ConfigureAwait(false);
        }

        ImmutableArray<DocumentDelete> deletes = [.. chunks.Select(chunk => new DocumentDelete { Type = BundleDocuments.Chunk, Key = chunk.Key }).DistinctBy(delete => delete.Key)];
        await documents.CommitAsync(new DocumentCommit { Partition = Partition.Host, Deletes = deletes }, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask RemoveExpiredAsync(CancellationToken cancellationToken)
    {
        var expired = await documents.QueryAsync(
            BundleDocuments.Chunk,
            new DocumentQuery
            {
                Partition = Partition.Host,
                Type = BundleDocuments.Chunk,
                Index = BundleDocuments.ByExpiry,
                Ranges = [new IndexRange { From = IndexKey.Empty, To = IndexKey.Empty.Add(timeProvider.GetUtcNow()) }],
                Limit = ExpiredAtOnce,
            },
            cancellationToken).ConfigureAwait(false);
        if (!expired.Items.IsEmpty)
        {
            await RemoveAsync([.. expired.Items.Select(item => item.Value)], cancellationToken).ConfigureAwait(false);
        }
    }

    [SuppressMessage("Security", "CA5350", Justification = "The protocol names chunks by SHA-1, which guards against damage, not forgery: chunks belong to who sent them.")]
    private static string Name(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA1.HashData(content));
}
