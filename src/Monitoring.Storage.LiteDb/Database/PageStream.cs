using Monitoring.Storage.Files;

namespace Monitoring.Storage.LiteDb.Database;

/// <summary>A file as LiteDB takes it. LiteDB sets the position and reads or writes one page, under a lock of its own.</summary>
internal abstract class PageStream(IStoreFile file) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Position { get; set; }

    protected IStoreFile File { get; } = file;

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = ReadAt(Position, buffer.AsSpan(offset, count));
        Position += read;
        return read;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        WriteAt(Position, buffer.AsSpan(offset, count));
        Position += count;
    }

    protected abstract int ReadAt(long position, Span<byte> buffer);

    protected abstract void WriteAt(long position, ReadOnlySpan<byte> bytes);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            File.Dispose();
        }

        base.Dispose(disposing);
    }
}
