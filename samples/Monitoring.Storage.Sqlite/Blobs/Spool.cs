using System.Security.Cryptography;

namespace Monitoring.Storage.Sqlite.Blobs;

/// <summary>The bytes of a caller's stream in a temporary file that nobody else sees and that ends with the process, however that ends.</summary>
internal sealed class Spool : IDisposable
{
    /// <summary>The length of each chunk but the last.</summary>
    public const int ChunkLength = 256 * 1024;

    private readonly FileStream _file;

    private Spool(FileStream file) => _file = file;

    public long Length => _file.Length;

    /// <summary>The checksum of all bytes, 64 lowercase hexadecimal digits.</summary>
    public string Sha256 { get; private set; } = "";

    /// <exception cref="StorageUnavailableException">The file cannot be made.</exception>
    public static Spool Open()
    {
        try
        {
            var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
            var file = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Share = FileShare.Delete,
                Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
            });
            File.Delete(path);
            return new Spool(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(exception);
        }
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <returns>Whether it was no longer than allowed.</returns>
    /// <exception cref="StorageUnavailableException">The file cannot be written. Faults of the stream itself pass through.</exception>
    public async ValueTask<bool> FillAsync(Stream content, long maxLength, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[ChunkLength];
        int read;
        while ((read = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (_file.Length + read > maxLength)
            {
                return false;
            }

            hash.AppendData(buffer, 0, read);
            await KeepAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
        }

        Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        return true;
    }

    public IEnumerable<byte[]> Chunks()
    {
        _file.Position = 0;
        for (var left = _file.Length; left > 0; left -= ChunkLength)
        {
            var chunk = new byte[Math.Min(left, ChunkLength)];
            _file.ReadExactly(chunk);
            yield return chunk;
        }
    }

    public void Dispose() => _file.Dispose();

    private static StorageUnavailableException Unavailable(Exception exception) =>
        new($"A blob cannot be taken in, because a temporary file cannot be written: {exception.Message}", exception);

    private async ValueTask KeepAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            // Flushed at once, so that nothing is left to be written when the spool is disposed.
            await _file.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
            await _file.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw Unavailable(exception);
        }
    }
}
