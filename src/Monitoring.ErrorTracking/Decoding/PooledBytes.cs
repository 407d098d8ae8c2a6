namespace Monitoring.ErrorTracking.Decoding;

/// <summary>
/// Bytes in one growing piece of memory: out of the pool as long as it is of a usual size, <see cref="NativeBytes"/> above. Grows by
/// doubling with what has really come, never by what was claimed, and never over its limit or the host's budget.
/// </summary>
/// <remarks>Not safe to use on several threads. After <see cref="Dispose"/> the memory belongs to somebody else.</remarks>
internal sealed class PooledBytes(int limit, ByteBudget budget) : IDisposable
{
    private const int MinimumLength = 4096;

    private byte[] _array = [];
    private NativeBytes? _native;
    private int _length;
    private int _taken;

    public int Length => _length;

    public ReadOnlyMemory<byte> Written => Whole[.._length];

    /// <summary>The bytes, for changing them in place.</summary>
    public Span<byte> WrittenSpan => Whole.Span[.._length];

    /// <summary>What may be written to next, up to one byte over the limit; never empty after <see cref="TryReserve"/> succeeded.</summary>
    public Memory<byte> Free => Whole[_length..Capacity];

    public bool IsOverLimit => _length > limit;

    private Memory<byte> Whole => _native?.Memory ?? _array;

    private int Capacity => (int)Math.Min(Whole.Length, limit + 1L);

    /// <summary>A stream over the bytes; valid until this grows or is disposed.</summary>
    public Stream OpenRead() => _native?.OpenRead(_length) ?? new MemoryStream(_array, 0, _length, writable: false);

    public void Advance(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, Capacity - _length);
        _length += bytes;
    }

    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)_length, nameof(length));
        _length = length;
    }

    /// <summary>Makes room for at least one more byte.</summary>
    /// <param name="expected">How long the whole may become, a hint; used only up to a megabyte.</param>
    /// <returns>Why there is no room; one byte over the limit must fit, so that a body of exactly the limit is told from a longer one.</returns>
    public BodyFault TryReserve(long expected = 0)
    {
        const int trusted = 1024 * 1024;
        if (IsOverLimit)
        {
            return BodyFault.TooLarge;
        }

        if (_length < Capacity)
        {
            return BodyFault.None;
        }

        var wanted = Math.Max(Math.Max(MinimumLength, 2L * Whole.Length), Math.Min(expected + 1, trusted));
        var length = (int)Math.Min(wanted, limit + 1L);
        if (!budget.TryTake(length))
        {
            return BodyFault.Busy;
        }

        try
        {
            MoveTo(length);
            return BodyFault.None;
        }
        catch (OutOfMemoryException)
        {
            budget.Return(length);
            return BodyFault.Busy;
        }
    }

    public void Dispose()
    {
        Release();
        _length = 0;
    }

    /// <summary>Moves what is written into a piece of this length, which is already taken out of the budget.</summary>
    private void MoveTo(int length)
    {
        var written = Written;
        if (length > SharedBytes.MaxPooledLength)
        {
            var native = new NativeBytes(length);
            written.CopyTo(native.Memory);
            Release();
            _native = native;
        }
        else
        {
            var array = SharedBytes.Rent(length);
            written.CopyTo(array);
            Release();
            _array = array;
        }

        _taken = length;
    }

    private void Release()
    {
        budget.Return(_taken);
        _taken = 0;
        SharedBytes.Return(_array);
        _array = [];
        (_native as IDisposable)?.Dispose();
        _native = null;
    }
}
