namespace Monitoring.ErrorTracking.Decoding;

/// <summary>Reads the bytes of a body from the transport, as they come.</summary>
internal static class BodyReceiver
{
    /// <summary>Reads to the end.</summary>
    /// <param name="body">The transport's stream.</param>
    /// <param name="into">Where to; bounds the length.</param>
    /// <param name="claimedLength">What the sender says; a hint.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async ValueTask<BodyFault> ReceiveAsync(Stream body, PooledBytes into, long? claimedLength, CancellationToken cancellationToken)
    {
        while (true)
        {
            var fault = into.TryReserve(claimedLength ?? 0);
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
