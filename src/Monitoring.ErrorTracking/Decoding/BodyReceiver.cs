namespace Monitoring.ErrorTracking.Decoding;

/// <summary>Reads the bytes of a body from the transport, as they come.</summary>
internal sealed class BodyReceiver(TimeSpan timeout, TimeProvider timeProvider)
{
    /// <summary>Reads to the end.</summary>
    /// <param name="body">The transport's stream.</param>
    /// <param name="into">Where to; bounds the length.</param>
    /// <param name="claimedLength">What the sender says; a hint.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async ValueTask<BodyFault> ReceiveAsync(Stream body, PooledBytes into, long? claimedLength, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, timeProvider);
        using var registration = cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), deadline);
        try
        {
            return await ReceiveAsync(body, into, claimedLength ?? 0, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return BodyFault.TimedOut;
        }
    }

    private static async ValueTask<BodyFault> ReceiveAsync(Stream body, PooledBytes into, long expected, CancellationToken cancellationToken)
    {
        while (true)
        {
            var fault = into.TryReserve(expected);
            if (fault != BodyFault.None)
            {
                return fault;
            }

            var read = await body.ReadAsync(into.Free, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return BodyFault.None;
            }

            into.Advance(read);
        }
    }
}
