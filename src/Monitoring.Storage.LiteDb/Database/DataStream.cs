using Monitoring.Storage.Files;

namespace Monitoring.Storage.LiteDb.Database;

/// <summary>
/// The data file. LiteDB writes to it only when it moves its log there, and flushes it before it lets the log go. What is
/// torn until then is written again from the log, which therefore is durable first.
/// </summary>
internal sealed class DataStream(IStoreFile file, LogStream log) : PageStream(file)
{
    public override long Length => File.Length;

    public override void SetLength(long value) => File.Truncate(value);

    public override void Flush() => File.Flush();

    protected override int ReadAt(long position, Span<byte> buffer) => File.Read(position, buffer);

    protected override void WriteAt(long position, ReadOnlySpan<byte> bytes)
    {
        log.MakeDurable();
        File.Write(position, bytes);
    }
}
