using System.Buffers;
using System.Runtime.InteropServices;

namespace Monitoring.ErrorTracking.Decoding;

/// <summary>
/// Memory outside of the collector's heap, for bodies of unusual size. The system has it back the moment it is disposed; arrays of
/// that size would lie until the next full collection.
/// </summary>
/// <remarks>
/// Whoever made it disposes it. From then on every look through <see cref="MemoryManager{T}.Memory"/> throws
/// <see cref="ObjectDisposedException"/>, so that what was kept by mistake fails instead of reading what belongs to somebody else.
/// What is pinned, as by a read that still runs, is given back after the last pin. A span must not outlive its owner's disposal.
/// </remarks>
internal sealed unsafe class NativeBytes : MemoryManager<byte>
{
    /// <summary>
    /// The allocator of Linux keeps freed pieces of up to 32 MiB for itself. Longer ones come straight from the system and go straight
    /// back, and their pages cost nothing until somebody touches them: so no piece is asked for that is shorter.
    /// </summary>
    private const int LeastOnLinux = (32 * 1024 * 1024) + (64 * 1024);

    private readonly byte* _start;
    private readonly int _length;
    private int _holders = 1;
    private int _isDisposed;

    /// <param name="length">How many bytes; they have any content.</param>
    /// <exception cref="OutOfMemoryException">The system has none left.</exception>
    public NativeBytes(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        _length = length;
        _start = (byte*)NativeMemory.Alloc((nuint)(OperatingSystem.IsLinux() ? Math.Max(length, LeastOnLinux) : length));
    }

    /// <summary>Whether the memory has been given back.</summary>
    public bool IsFree => Volatile.Read(ref _holders) == 0;

    /// <summary>A stream over the first bytes, until this is disposed.</summary>
    public Stream OpenRead(int length)
    {
        ThrowIfDisposed();
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)_length, nameof(length));
        return new UnmanagedMemoryStream(_start, length);
    }

    public override Span<byte> GetSpan()
    {
        ThrowIfDisposed();
        return new(_start, _length);
    }

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)_length, nameof(elementIndex));
        ObjectDisposedException.ThrowIf(!TryHold(), this);
        return new(_start + elementIndex, pinnable: this);
    }

    public override void Unpin() => Release();

    protected override void Dispose(bool disposing)
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            Release();
        }
    }

    private bool TryHold()
    {
        for (var holders = Volatile.Read(ref _holders); holders > 0 && Volatile.Read(ref _isDisposed) == 0; holders = Volatile.Read(ref _holders))
        {
            if (Interlocked.CompareExchange(ref _holders, holders + 1, holders) == holders)
            {
                return true;
            }
        }

        return false;
    }

    private void Release()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            NativeMemory.Free(_start);
        }
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed) != 0, this);
}
