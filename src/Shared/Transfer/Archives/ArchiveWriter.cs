using System.Buffers;
using Monitoring.Storage.Codecs;
using Monitoring.Storage.Transfer;

namespace Monitoring.Transfer.Archives;

/// <summary>Writes the frames of an archive, one after the other, to a stream.</summary>
internal sealed class ArchiveWriter : IDisposable
{
    private const int Level = 3;
    private const int BlobBytes = 1024 * 1024;

    private readonly Stream _stream;
    private readonly Guid _archive;
    private readonly Packing _packing = new(Level);
    private readonly ByteWriter _raw = new(1024 * 1024);
    private readonly ByteWriter _packed = new(1024 * 1024);
    private readonly ByteWriter _record = new(64 * 1024);
    private long _number;

    /// <param name="stream">Where to write, after the header or after a frame.</param>
    /// <param name="archive">The archive's id.</param>
    /// <param name="number">How many frames there are.</param>
    public ArchiveWriter(Stream stream, Guid archive, long number)
    {
        _stream = stream;
        _archive = archive;
        _number = number;
    }

    /// <summary>Writes a part and counts it.</summary>
    /// <returns>Whether it was there; a blob may be gone meanwhile.</returns>
    public async ValueTask<bool> WriteAsync(TransferPart part, RecordTotals totals, CancellationToken cancellationToken)
    {
        if (part.Blob is not null)
        {
            return await WriteBlobAsync(part, totals, cancellationToken).ConfigureAwait(false);
        }

        _raw.Text(part.Cursor);
        foreach (var record in part.Errors)
        {
            totals.Add(record);
            _record.Clear();
            ErrorRecordCodec.Write(_record, record);
            _raw.Bytes(_record.Written);
        }

        foreach (var record in part.Documents)
        {
            totals.Add(record);
            _record.Clear();
            DocumentRecordCodec.Write(_record, record);
            _raw.Bytes(_record.Written);
        }

        await EndFrameAsync(part.Errors.IsEmpty ? FrameKind.Documents : FrameKind.Errors, endsPart: true, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Writes the end, with the totals of all that is there.</summary>
    public async ValueTask EndAsync(RecordTotals totals, CancellationToken cancellationToken)
    {
        _raw.Count(_number);
        totals.Write(_raw);
        await EndFrameAsync(FrameKind.End, endsPart: true, cancellationToken).ConfigureAwait(false);
        await _stream.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _packing.Dispose();

    private async ValueTask<bool> WriteBlobAsync(TransferPart part, RecordTotals totals, CancellationToken cancellationToken)
    {
        var stream = await part.OpenBlob!(cancellationToken).ConfigureAwait(false);
        if (stream is null)
        {
            return false;
        }

        await using (stream.ConfigureAwait(false))
        {
            totals.Add(part.Blob!);
            _raw.Text(part.Cursor);
            BlobCodec.Write(_raw, part.Blob!);
            await EndFrameAsync(FrameKind.Blob, endsPart: part.Blob!.Length == 0, cancellationToken).ConfigureAwait(false);
            await WriteBytesAsync(stream, part.Blob.Length, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private async ValueTask WriteBytesAsync(Stream content, long length, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BlobBytes);
        try
        {
            for (var left = length; left > 0;)
            {
                var read = (int)Math.Min(left, BlobBytes);
                await content.ReadExactlyAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                left -= read;
                _raw.Raw(buffer.AsSpan(0, read));
                await EndFrameAsync(FrameKind.BlobBytes, endsPart: left == 0, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async ValueTask EndFrameAsync(FrameKind kind, bool endsPart, CancellationToken cancellationToken)
    {
        var stored = _packing.Pack(_raw.Written, _packed);
        var frame = new ArchiveFrame { Kind = kind, EndsPart = endsPart, Stored = stored, Length = _raw.Length, Number = _number++ };
        var header = new byte[ArchiveFrame.HeaderLength];
        frame.Write(header, _archive, _packed.Written);
        await _stream.WriteAsync(header, cancellationToken).ConfigureAwait(false);
        await _stream.WriteAsync(_packed.ToArray(), cancellationToken).ConfigureAwait(false);
        _raw.Clear();
        _raw.Trim(4 * 1024 * 1024);
        _packed.Clear();
        _packed.Trim(4 * 1024 * 1024);
    }
}
