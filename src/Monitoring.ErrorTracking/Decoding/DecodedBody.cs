namespace Monitoring.ErrorTracking.Decoding;

/// <summary>A body in one piece of pooled memory, or why there is none. Belongs to the request, which disposes it.</summary>
internal sealed class DecodedBody : IDisposable
{
    private readonly PooledBytes? _bytes;

    private DecodedBody(PooledBytes? bytes, BodyFault fault)
    {
        _bytes = bytes;
        Fault = fault;
    }

    public BodyFault Fault { get; }

    /// <summary>The decoded bytes, until this is disposed.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes?.Written ?? default;

    /// <summary>The bytes, for changing them in place.</summary>
    public Span<byte> Span => _bytes is null ? default : _bytes.WrittenSpan;

    public static DecodedBody Of(PooledBytes bytes) => new(bytes, BodyFault.None);

    public static DecodedBody Failed(BodyFault fault) => new(null, fault);

    public void Dispose() => _bytes?.Dispose();
}
