using System.Buffers;

namespace Monitoring.ErrorTracking.Payloads;

/// <summary>Pooled memory in one growing piece, for the payloads of a request's events on their way to the store.</summary>
/// <remarks>Slices are taken once everything is written. After <see cref="Dispose"/> the memory belongs to somebody else.</remarks>
internal sealed class PayloadBuffer : IBufferWriter<byte>, IDisposable
{
    private byte[] _array = [];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Slice(Range range) => _array.AsMemory(0, Length)[range];

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(_array.Length - Length), nameof(count));
        Length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(1, sizeHint));
        return _array.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Takes back what was written last.</summary>
    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)Length, nameof(length));
        Length = length;
    }

    public void Dispose()
    {
        var array = _array;
        _array = [];
        Length = 0;
        SharedBytes.Return(array);
    }

    private void Reserve(int size)
    {
        if (_array.Length - Length >= size)
        {
            return;
        }

        var grown = SharedBytes.Rent(checked(Math.Max(Length + size, 2 * _array.Length)));
        _array.AsSpan(0, Length).CopyTo(grown);
        SharedBytes.Return(_array);
        _array = grown;
    }
}
