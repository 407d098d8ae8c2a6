using Monitoring.Storage.Files;

namespace Monitoring.TestData.Disks;

internal sealed class SimulatedFile(SimulatedDisk disk, SimulatedContent content) : IStoreFile
{
    private bool _isDisposed;

    public long Length => Operate(() => content.Length);

    public int Read(long offset, Span<byte> buffer)
    {
        var bytes = new byte[buffer.Length];
        var read = Operate(() => content.Read(offset, bytes), DiskOperation.Read);
        bytes.AsSpan(0, read).CopyTo(buffer);
        return read;
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        var written = bytes.ToArray();
        Do(() => content.Write(offset, written), offset + written.Length > content.Length ? DiskOperation.Grow : DiskOperation.Write);
    }

    public void Truncate(long length) => Do(() => content.Truncate(length), DiskOperation.Write);

    public void Flush()
    {
        try
        {
            Do(content.Flush, DiskOperation.Flush);
        }
        catch (IOException) when (disk.DropsWhenFlushFails)
        {
            content.Drop();
            throw;
        }
    }

    public void Dispose() => _isDisposed = true;

    private void Do(Action operation, DiskOperation kind) => Operate(
        () =>
        {
            operation();
            return true;
        },
        kind);

    private T Operate<T>(Func<T> operation, DiskOperation kind = DiskOperation.Name)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return disk.Operate(operation, kind);
    }
}
