using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Files;
using Monitoring.Storage.LiteDb.Database;

namespace Monitoring.Storage.LiteDb.Blobs;

/// <summary>
/// The blob store while it is open. A blob's bytes are a file, which passes through one directory on its way in and out;
/// it is there from the moment when the database names it.
/// </summary>
internal sealed class BlobEngine
{
    private const int BufferBytes = 128 * 1024;
    private const int RemovedAtOnce = 100;
    private const int OpenTries = 10;

    private readonly IStoreFiles _files;
    private readonly FileRemoval _removal;
    private readonly BlobTable _blobs;
    private readonly DatabaseWriter _writer;
    private readonly ReadGate _gate;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Action<StoreDamagedException> _onDamage;

    public BlobEngine(IStoreFiles files, FileRemoval removal, DatabaseFile database, DatabaseWriter writer, ReadGate gate, TimeProvider time, ILogger logger, Action<StoreDamagedException> onDamage)
    {
        _files = files;
        _removal = removal;
        _blobs = new BlobTable(database);
        _writer = writer;
        _gate = gate;
        _time = time;
        _logger = logger;
        _onDamage = onDamage;
        Recover();
    }

    /// <summary>Blobs that have not expired, by project and id.</summary>
    public async ValueTask<List<BlobInfo>> ListAsync(BlobId? after, int count, CancellationToken cancellationToken)
    {
        var found = new List<BlobInfo>();
        while (found.Count < count)
        {
            var step = await _gate.RunAsync(() => _blobs.List(after, count), cancellationToken).ConfigureAwait(false);
            found.AddRange(step.Where(blob => !blob.IsExpired(_time.GetUtcNow())).Select(blob => blob.Info));
            if (step.Count < count)
            {
                break;
            }

            after = step[^1].Info.Id;
        }

        return [.. found.Take(count)];
    }

    /// <summary>Takes a blob in.</summary>
    /// <param name="write">What is known of it.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="createdAt">When it was written elsewhere; <see langword="null"/> for now.</param>
    /// <param name="cancellationToken">Stops the write.</param>
    public async ValueTask<BlobWriteResult> WriteAsync(BlobWrite write, Stream content, DateTimeOffset? createdAt, CancellationToken cancellationToken)
    {
        if (await FindAsync(write.Id, cancellationToken).ConfigureAwait(false) is { } there)
        {
            return new BlobWriteResult { Outcome = BlobWriteOutcome.AlreadyExists, Info = there.Info };
        }

        var name = BlobFile.NameOf(write.Id, Guid.CreateVersion7(_time.GetUtcNow()));
        var received = await ReceiveAsync(name, write.MaxLength, content, cancellationToken).ConfigureAwait(false);
        if (received is not var (length, sha256))
        {
            return new BlobWriteResult { Outcome = BlobWriteOutcome.TooLong };
        }

        return await CommitAsync(new BlobFile { Info = Describe(write, length, sha256, createdAt ?? _time.GetUtcNow()), Name = name }, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<BlobFile?> FindAsync(BlobId id, CancellationToken cancellationToken) =>
        _gate.RunAsync(() => _blobs.Find(id) is { } blob && !blob.IsExpired(_time.GetUtcNow()) ? blob : null, cancellationToken);

    public async ValueTask<Stream?> OpenReadAsync(BlobId id, CancellationToken cancellationToken)
    {
        var missing = "";
        for (var attempt = 0; attempt < OpenTries; attempt++)
        {
            if (await FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } blob)
            {
                return null;
            }

            // It is on its way in or out for a moment.
            if ((_files.TryOpenRead(blob.Path) ?? _files.TryOpenRead(blob.PassagePath)) is { } file)
            {
                return Open(file, blob);
            }

            missing = blob.Path;
            await Task.Yield();
        }

        throw new StoreDamagedException($"'{missing}' is missing, a blob.");
    }

    private BlobStream Open(IStoreFile file, BlobFile blob)
    {
        if (file.Length == blob.Info.Length)
        {
            return new BlobStream(file, blob, _onDamage);
        }

        using (file)
        {
            throw new StoreDamagedException($"'{blob.Path}' has {file.Length} bytes instead of {blob.Info.Length}.");
        }
    }

    public async ValueTask<bool> DeleteAsync(BlobId id, CancellationToken cancellationToken)
    {
        var deleted = await _writer.RunAsync(_ => _blobs.Find(id) is { } blob ? TakeOut(blob) : null, cancellationToken).ConfigureAwait(false);
        if (deleted is null)
        {
            return false;
        }

        RemoveFile(deleted);
        return !deleted.IsExpired(_time.GetUtcNow());
    }

    public async ValueTask<int> DeleteExpiredAsync(CancellationToken cancellationToken)
    {
        var count = 0;
        while (true)
        {
            var expired = await _writer.RunAsync(_ => _blobs.Expired(_time.GetUtcNow(), RemovedAtOnce).Select(TakeOut).ToList(), cancellationToken).ConfigureAwait(false);
            expired.ForEach(RemoveFile);
            count += expired.Count;
            if (expired.Count < RemovedAtOnce)
            {
                return count;
            }
        }
    }

    /// <summary>Takes the bytes in; <see langword="null"/> when there are too many.</summary>
    private async ValueTask<(long Length, string Sha256)?> ReceiveAsync(string name, long maxLength, Stream content, CancellationToken cancellationToken)
    {
        var path = $"{BlobFile.PassageDirectory}/{name}";
        (long Length, string Sha256)? received = null;
        try
        {
            using var file = _files.Create(path);
            received = await CopyAsync(content, file, maxLength, cancellationToken).ConfigureAwait(false);
            if (received is not null)
            {
                file.Flush();
                _files.FlushDirectory(BlobFile.PassageDirectory);
            }
        }
        catch
        {
            received = null;
            throw;
        }
        finally
        {
            if (received is null)
            {
                _removal.Remove(path);
            }
        }

        return received;
    }

    private static async ValueTask<(long Length, string Sha256)?> CopyAsync(Stream content, IStoreFile file, long maxLength, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var length = 0L;
            int read;
            while ((read = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (length + read > maxLength)
                {
                    return null;
                }

                hash.AppendData(buffer, 0, read);
                file.Write(length, buffer.AsSpan(0, read));
                length += read;
            }

            return (length, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static BlobInfo Describe(BlobWrite write, long length, string sha256, DateTimeOffset createdAt) => new()
    {
        Id = write.Id,
        Length = length,
        ContentType = write.ContentType,
        Sha256 = sha256,
        CreatedAt = createdAt.ToUniversalTime(),
        ExpiresAt = write.ExpiresAt?.ToUniversalTime(),
    };

    private async ValueTask<BlobWriteResult> CommitAsync(BlobFile blob, CancellationToken cancellationToken)
    {
        // When this fails it is not known whether the database has the blob; its file is left to the next opening.
        var (there, expired) = await _writer.RunAsync(_ => Commit(blob), cancellationToken).ConfigureAwait(false);
        if (there is not null)
        {
            _removal.Remove(blob.PassagePath);
            return new BlobWriteResult { Outcome = BlobWriteOutcome.AlreadyExists, Info = there };
        }

        if (expired is not null)
        {
            RemoveFile(expired);
        }

        BringIn(blob);
        return new BlobWriteResult { Outcome = BlobWriteOutcome.Written, Info = blob.Info };
    }

    private (BlobInfo? There, BlobFile? Expired) Commit(BlobFile blob)
    {
        var there = _blobs.Find(blob.Info.Id);
        if (there is not null && !there.IsExpired(_time.GetUtcNow()))
        {
            return (there.Info, null);
        }

        var expired = there is null ? null : TakeOut(there);
        _blobs.Put(blob);
        return (null, expired);
    }

    /// <summary>On the database's thread: the blob is gone once the transaction is durable; until then its file waits.</summary>
    private BlobFile TakeOut(BlobFile blob)
    {
        if (_files.Exists(blob.Path))
        {
            _files.Move(blob.Path, blob.PassagePath);
        }

        _blobs.Remove(blob.Info.Id);
        return blob;
    }

    private void RemoveFile(BlobFile blob)
    {
        _removal.Remove(blob.PassagePath, blob.DirectoryPath);
    }

    private void BringIn(BlobFile blob)
    {
        try
        {
            _files.CreateDirectory(blob.DirectoryPath);
            _files.Move(blob.PassagePath, blob.Path);
        }
        catch (IOException exception)
        {
            // It is read where it is, and brought in when the store is opened next.
            Log.NotMoved(_logger, exception, blob.PassagePath);
        }
    }

    /// <summary>Decides what becomes of files that were on their way when the process ended.</summary>
    private void Recover()
    {
        _files.CreateDirectory(BlobFile.PassageDirectory);
        foreach (var name in _files.List(BlobFile.PassageDirectory))
        {
            if (BlobFile.TryParseName(name, out var id) && _blobs.Find(id) is { } blob && blob.Name == name)
            {
                BringIn(blob);
            }
            else
            {
                Log.StrayFileRemoved(_logger, $"{BlobFile.PassageDirectory}/{name}");
                _removal.Remove($"{BlobFile.PassageDirectory}/{name}");
            }
        }
    }
}
