using Monitoring.Storage.PostgreSql.Connections;

namespace Monitoring.Storage.PostgreSql.Blobs;

/// <summary>Reads a blob, a chunk at a time.</summary>
internal sealed class BlobStream(ChunkTable chunks, StoredBlob blob) : Stream
{
    private readonly short _part = Parts.Of(blob.Info.Id.Project.Value);
    private byte[] _chunk = [];
    private int _number = -1;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => blob.Info.Length;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (IsToLoad(buffer.Length, out var number))
        {
            Take(number, await chunks.ReadAsync(_part, blob.Content, number, cancellationToken).ConfigureAwait(false));
        }

        return Copy(buffer.Span);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(Span<byte> buffer)
    {
        if (IsToLoad(buffer.Length, out var number))
        {
            Take(number, chunks.Read(_part, blob.Content, number));
        }

        return Copy(buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private bool IsToLoad(int wanted, out int number)
    {
        number = (int)Math.Min(_position / ChunkTable.Length, int.MaxValue);
        return wanted > 0 && _position < Length && number != _number;
    }

    private void Take(int number, byte[]? chunk)
    {
        var expected = Math.Min(ChunkTable.Length, Length - ((long)number * ChunkTable.Length));
        if (chunk?.Length != expected)
        {
            throw new StorageUnavailableException($"Bytes of the blob {blob.Info.Id} are not there any more; it was deleted more than {BlobExpiry.Patience} ago.");
        }

        (_number, _chunk) = (number, chunk);
    }

    private int Copy(Span<byte> buffer)
    {
        if (_position >= Length || buffer.IsEmpty)
        {
            return 0;
        }

        var rest = _chunk.AsSpan((int)(_position % ChunkTable.Length));
        var count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer);
        _position += count;
        return count;
    }
}
