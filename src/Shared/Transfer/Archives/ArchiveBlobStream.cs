namespace Monitoring.Transfer.Archives;

/// <summary>The bytes of a blob, in the frames that follow the one that names it.</summary>
internal sealed class ArchiveBlobStream(ArchiveReader archive, bool isEmpty) : Stream
{
    private ReadOnlyMemory<byte> _left;
    private bool _isLast = isEmpty;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_left.IsEmpty)
        {
            if (_isLast)
            {
                return 0;
            }

            await NextAsync(cancellationToken).ConfigureAwait(false);
        }

        var count = Math.Min(buffer.Length, _left.Length);
        _left[..count].CopyTo(buffer);
        _left = _left[count..];
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Passes over what nobody has read.</summary>
    public async ValueTask SkipAsync(CancellationToken cancellationToken)
    {
        _left = default;
        while (!_isLast)
        {
            await NextAsync(cancellationToken).ConfigureAwait(false);
            _left = default;
        }
    }

    private async ValueTask NextAsync(CancellationToken cancellationToken)
    {
        var (frame, bytes) = await archive.ReadAsync(cancellationToken).ConfigureAwait(false) ?? throw archive.Damaged("it ends within a blob");
        if (frame.Kind != FrameKind.BlobBytes)
        {
            throw archive.Damaged("a blob should go on in the frame before");
        }

        _left = bytes;
        _isLast = frame.EndsPart;
    }
}
