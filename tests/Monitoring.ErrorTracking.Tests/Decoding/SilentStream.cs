namespace Monitoring.ErrorTracking.Tests.Decoding;

/// <summary>Never gives a byte, until the reader gives up.</summary>
internal sealed class SilentStream : MemoryStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return 0;
    }
}
