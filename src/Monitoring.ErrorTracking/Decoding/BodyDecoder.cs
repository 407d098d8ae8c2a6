namespace Monitoring.ErrorTracking.Decoding;

/// <summary>From the transport's stream to bytes in one piece: receives, decompresses, and holds every bound on the way.</summary>
internal sealed class BodyDecoder(BodyLimits limits, ByteBudget budget)
{
    /// <summary>Reads and decodes a body.</summary>
    /// <param name="body">The transport's stream; read, not closed.</param>
    /// <param name="contentEncoding">The value of the header.</param>
    /// <param name="claimedLength">The length that the sender claims; refuses early.</param>
    /// <param name="legacyStore">Whether it may be base64 of zlib, as the store endpoint takes it.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async ValueTask<DecodedBody> ReadAsync(
        Stream body, string? contentEncoding, long? claimedLength, bool legacyStore, CancellationToken cancellationToken)
    {
        var encoding = ContentEncodings.Parse(contentEncoding);
        if (encoding == ContentEncoding.Unknown)
        {
            return DecodedBody.Failed(BodyFault.UnsupportedEncoding);
        }

        var maximum = encoding == ContentEncoding.Identity ? Math.Min(limits.MaxReceivedBytes, limits.MaxDecodedBytes) : limits.MaxReceivedBytes;
        if (claimedLength > maximum)
        {
            return DecodedBody.Failed(BodyFault.TooLarge);
        }

        var bytes = new PooledBytes(maximum, budget);
        try
        {
            var fault = await BodyReceiver.ReceiveAsync(body, bytes, claimedLength, cancellationToken).ConfigureAwait(false);
            if (fault == BodyFault.None && encoding != ContentEncoding.Identity)
            {
                fault = Replace(ref bytes, (from, into) => Decompressor.Decompress(encoding, from, into));
            }

            if (fault == BodyFault.None && legacyStore && LegacyStoreBody.IsEncoded(bytes.Written.Span))
            {
                fault = Replace(ref bytes, LegacyStoreBody.Decode);
            }

            if (fault != BodyFault.None)
            {
                return DecodedBody.Failed(fault);
            }

            var decoded = DecodedBody.Of(bytes);
            bytes = null;
            return decoded;
        }
        finally
        {
            bytes?.Dispose();
        }
    }

    private BodyFault Replace(ref PooledBytes bytes, Func<PooledBytes, PooledBytes, BodyFault> decode)
    {
        var decoded = new PooledBytes(limits.MaxDecodedBytes, budget);
        BodyFault fault;
        try
        {
            fault = decode(bytes, decoded);
        }
        catch
        {
            decoded.Dispose();
            throw;
        }

        bytes.Dispose();
        bytes = decoded;
        return fault;
    }
}
