using Microsoft.AspNetCore.Http;

namespace Monitoring.AspNetCore.SentryIngest;

/// <summary>
/// The body of a request, which must be there as a whole within a time. What happens after the last byte, such as waiting for a
/// store, is not counted.
/// </summary>
internal sealed class DeadlineStream(Stream body, TimeSpan timeout, TimeProvider timeProvider) : Stream
{
    private readonly CancellationTokenSource _deadline = new(timeout, timeProvider);

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
        var read = body.ReadAsync(buffer, _deadline.Token);
        if (read.IsCompletedSuccessfully)
        {
            return read.GetAwaiter().GetResult();
        }

        using var forward = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _deadline);
        try
        {
            return await read;
        }
        catch (OperationCanceledException) when (_deadline.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new BadHttpRequestException("The body took too long.", StatusCodes.Status408RequestTimeout);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("The body is read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _deadline.Dispose();
        base.Dispose(disposing);
    }
}
