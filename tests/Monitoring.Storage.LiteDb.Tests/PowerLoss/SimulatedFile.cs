using Monitoring.Storage.LiteDb.Files;

namespace Monitoring.Storage.LiteDb.Tests.PowerLoss;

internal sealed class SimulatedFile(SimulatedDisk disk, SimulatedContent content) : IStoreFile
{
    private bool _isDisposed;

    public long Length => Operate(() => content.Length);

    public int Read(long offset, Span<byte> buffer)
    {
        var bytes = new byte[buffer.Length];
        var read = Operate(() => content.Read(offset, bytes));
        bytes.AsSpan(0, read).CopyTo(buffer);
        return read;
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        var written = bytes.ToArray();
        Operate(() =>
        {
            content.Write(offset, written);
            return true;
        });
    }

    public void Truncate(long length) => Operate(() =>
    {
        content.Truncate(length);
        return true;
    });

    public void Flush() => Operate(() =>
    {
        content.Flush();
        return true;
    });

    public void Dispose() => _isDisposed = true;

    private T Operate<T>(Func<T> operation)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return disk.Operate(operation);
    }
}
