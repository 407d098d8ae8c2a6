using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace Monitoring.AspNetCore.SentryIngest;

/// <summary>
/// The body of a request, which must be there as a whole within a time. What happens after the last byte, such as waiting for a
/// store, is not counted.
/// </summary>
/// <remarks>
/// A read that takes too long is called back through the server's own reader and not by a token, so that none is left behind that would
/// keep the server from reading what else the sender has to say.
/// </remarks>
internal sealed class IntakeBody : Stream
{
    private readonly PipeReader _reader;
    private readonly CancellationTokenSource _deadline;
    private readonly Lock _lock = new();
    private bool _isOver;

    public IntakeBody(PipeReader reader, TimeSpan timeout, TimeProvider timeProvider)
    {
        _reader = reader;
        _deadline = new CancellationTokenSource(timeout, timeProvider);
        _deadline.Token.UnsafeRegister(static body => ((IntakeBody)body!).CallBack(), this);
    }

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
        while (true)
        {
            var result = await ReadPieceAsync(cancellationToken);
            if (result.IsCanceled)
            {
                _reader.AdvanceTo(result.Buffer.Start);
                cancellationToken.ThrowIfCancellationRequested();
                throw new BadHttpRequestException("The body took too long.", StatusCodes.Status408RequestTimeout);
            }

            var length = (int)Math.Min(buffer.Length, result.Buffer.Length);
            result.Buffer.Slice(0, length).CopyTo(buffer.Span);
            _reader.AdvanceTo(result.Buffer.GetPosition(length));
            if (length > 0 || result.IsCompleted || buffer.IsEmpty)
            {
                if (length == 0 && result.IsCompleted)
                {
                    End();
                }

                return length;
            }
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
        End();
        _deadline.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask<ReadResult> ReadPieceAsync(CancellationToken cancellationToken)
    {
        var reading = _reader.ReadAsync(CancellationToken.None);
        if (reading.IsCompletedSuccessfully)
        {
            return reading.GetAwaiter().GetResult();
        }

        using var forward = cancellationToken.UnsafeRegister(static body => ((IntakeBody)body!).CallBack(), this);
        return await reading;
    }

    private void CallBack()
    {
        lock (_lock)
        {
            if (!_isOver)
            {
                _reader.CancelPendingRead();
            }
        }
    }

    /// <summary>From now on the reader belongs to the server again.</summary>
    private void End()
    {
        lock (_lock)
        {
            _isOver = true;
        }
    }
}
