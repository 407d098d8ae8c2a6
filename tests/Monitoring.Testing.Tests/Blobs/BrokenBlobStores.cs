using System.Collections.Concurrent;
using Monitoring.Storage.Blobs;

namespace Monitoring.Testing.Tests.Blobs;

/// <summary>Passes every call on; what derives from it does one thing wrong.</summary>
internal abstract class BlobStoreDecorator(IBlobStore inner) : IBlobStore
{
    protected IBlobStore Inner { get; } = inner;

    public virtual ValueTask<BlobWriteResult> WriteAsync(BlobWrite write, Stream content, CancellationToken cancellationToken = default) => Inner.WriteAsync(write, content, cancellationToken);

    public virtual ValueTask<BlobInfo?> FindAsync(BlobId id, CancellationToken cancellationToken = default) => Inner.FindAsync(id, cancellationToken);

    public virtual ValueTask<Stream?> OpenReadAsync(BlobId id, CancellationToken cancellationToken = default) => Inner.OpenReadAsync(id, cancellationToken);

    public virtual ValueTask<bool> DeleteAsync(BlobId id, CancellationToken cancellationToken = default) => Inner.DeleteAsync(id, cancellationToken);

    public virtual ValueTask<int> DeleteExpiredAsync(CancellationToken cancellationToken = default) => Inner.DeleteExpiredAsync(cancellationToken);
}

/// <summary>Keeps what came before the stream failed.</summary>
internal sealed class KeepsHalfABlob(IBlobStore inner) : BlobStoreDecorator(inner)
{
    public override async ValueTask<BlobWriteResult> WriteAsync(BlobWrite write, Stream content, CancellationToken cancellationToken = default)
    {
        using var read = new MemoryStream();
        try
        {
            await content.CopyToAsync(read, cancellationToken);
        }
        finally
        {
            read.Position = 0;
            await Inner.WriteAsync(write, read, CancellationToken.None);
        }

        read.Position = 0;
        return await Inner.WriteAsync(write with { Id = new BlobId(write.Id.Project, new EntityId(new Guid(99, 99, 99, new byte[8]))) }, read, cancellationToken);
    }
}

/// <summary>Takes one byte more than is allowed.</summary>
internal sealed class TakesOneMore(IBlobStore inner) : BlobStoreDecorator(inner)
{
    public override ValueTask<BlobWriteResult> WriteAsync(BlobWrite write, Stream content, CancellationToken cancellationToken = default) =>
        Inner.WriteAsync(write with { MaxLength = write.MaxLength < 0 ? write.MaxLength : write.MaxLength + 1 }, content, cancellationToken);
}

/// <summary>Overwrites the blob of the same name.</summary>
internal sealed class Overwrites(IBlobStore inner) : BlobStoreDecorator(inner)
{
    public override async ValueTask<BlobWriteResult> WriteAsync(BlobWrite write, Stream content, CancellationToken cancellationToken = default)
    {
        await Inner.DeleteAsync(write.Id, cancellationToken);
        return await Inner.WriteAsync(write, content, cancellationToken);
    }
}

/// <summary>Closes the caller's stream.</summary>
internal sealed class ClosesTheStream(IBlobStore inner) : BlobStoreDecorator(inner)
{
    public override async ValueTask<BlobWriteResult> WriteAsync(BlobWrite write, Stream content, CancellationToken cancellationToken = default)
    {
        await using (content)
        {
            return await Inner.WriteAsync(write, content, cancellationToken);
        }
    }
}

/// <summary>Shows blobs that have expired until they are removed.</summary>
internal sealed class NeverExpires(IBlobStore inner) : BlobStoreDecorator(inner)
{
    public override ValueTask<BlobWriteResult> WriteAsync(BlobWrite write, Stream content, CancellationToken cancellationToken = default) =>
        Inner.WriteAsync(write with { ExpiresAt = write.ExpiresAt?.AddHours(1) }, content, cancellationToken);
}

/// <summary>Pulls the blob away under its readers.</summary>
internal sealed class DeletesUnderReaders(IBlobStore inner) : BlobStoreDecorator(inner)
{
    private readonly ConcurrentDictionary<BlobId, Stream> _open = [];

    public override async ValueTask<Stream?> OpenReadAsync(BlobId id, CancellationToken cancellationToken = default)
    {
        var stream = await Inner.OpenReadAsync(id, cancellationToken);
        return stream is null ? null : _open[id] = stream;
    }

    public override async ValueTask<bool> DeleteAsync(BlobId id, CancellationToken cancellationToken = default)
    {
        if (_open.TryGetValue(id, out var stream))
        {
            stream.Position = stream.Length;
        }

        return await Inner.DeleteAsync(id, cancellationToken);
    }
}

/// <summary>Tells the hash of nothing.</summary>
internal sealed class HashesNothing(IBlobStore inner) : BlobStoreDecorator(inner)
{
    public override async ValueTask<BlobInfo?> FindAsync(BlobId id, CancellationToken cancellationToken = default) =>
        await Inner.FindAsync(id, cancellationToken) is { } info ? info with { Sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([])) } : null;
}
