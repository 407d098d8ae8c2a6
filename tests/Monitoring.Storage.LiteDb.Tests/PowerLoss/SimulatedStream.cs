namespace Monitoring.Storage.LiteDb.Tests.PowerLoss;

/// <summary>A simulated file as LiteDB takes it.</summary>
internal sealed class SimulatedStream(SimulatedDisk disk, SimulatedContent content) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => disk.Operate(() => content.Length);

    public override long Position
    {
        get => _position;
        set => _position = value;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = disk.Operate(() => content.Read(_position, buffer.AsSpan(offset, count)));
        _position += read;
        return read;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        disk.Operate(() =>
        {
            content.Write(_position, buffer.AsSpan(offset, count));
            return true;
        });
        _position += count;
    }

    public override void Flush() => disk.Operate(() =>
    {
        content.Flush();
        return true;
    });

    public override void SetLength(long value) => disk.Operate(() =>
    {
        content.Truncate(value);
        return true;
    });

    public override long Seek(long offset, SeekOrigin origin) => _position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };
}
