using Monitoring.Storage.LiteDb.Files;

namespace Monitoring.Storage.LiteDb.Database;

/// <summary>
/// A file of LiteDB, with the order of writes that a power failure demands and LiteDB does not keep. A transaction counts
/// when its last page, marked as confirming, is in the log; that page is written only when all before it are durable. A
/// log that is cut off is durably so before anything is written to it again, because transaction numbers begin anew then.
/// In between nothing is flushed, which LiteDB would do for every page.
/// </summary>
internal sealed class DatabaseStream(IStoreFile file, bool isLog) : Stream
{
    public const int PageLength = 8192;

    // Of a page in LiteDB 5.
    public const int ConfirmingOffset = 18;

    private bool _isDirty;
    private bool _isConfirmed;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => file.Length;

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = file.Read(Position, buffer.AsSpan(offset, count));
        Position += read;
        return read;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        var bytes = buffer.AsSpan(offset, count);
        var isConfirming = isLog && (bytes.Length != PageLength || bytes[ConfirmingOffset] != 0);
        if (isConfirming)
        {
            FlushFile();
        }

        file.Write(Position, bytes);
        Position += count;
        _isDirty = true;
        _isConfirmed |= isConfirming;
    }

    /// <summary>Makes durable what counts: of the log only what a confirming page ends.</summary>
    public override void Flush()
    {
        if (!isLog || _isConfirmed)
        {
            FlushFile();
        }
    }

    public override void SetLength(long value)
    {
        file.Truncate(value);
        _isDirty = true;
        FlushFile();
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }

    private void FlushFile()
    {
        if (_isDirty)
        {
            file.Flush();
            _isDirty = false;
            _isConfirmed = false;
        }
    }
}
