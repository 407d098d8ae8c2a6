using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Monitoring.ErrorTracking.Grouping.Components;

/// <summary>Collects values as UTF-8, one after the other without separators, and hashes them. Use one at a time, and dispose of it.</summary>
internal sealed class HashInput : IDisposable
{
    private const int FirstLength = 4096;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstLength);
    private int _length;

    /// <summary>Whether both would give the same hash.</summary>
    public bool HasSameValues(HashInput other) => _buffer.AsSpan(0, _length).SequenceEqual(other._buffer.AsSpan(0, other._length));

    public void Add(string value)
    {
        var needed = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (needed > _buffer.Length - _length)
        {
            Grow(needed);
        }

        _length += Encoding.UTF8.GetBytes(value, _buffer.AsSpan(_length));
    }

    /// <summary>The hash of what was collected; the input is empty afterwards.</summary>
    [SuppressMessage("Security", "CA5351", Justification = "The hash names a group, as Sentry's does, and protects nothing.")]
    public GroupingHash TakeHash()
    {
        Span<byte> hash = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData(_buffer.AsSpan(0, _length), hash);
        _length = 0;
        return GroupingHash.FromBytes(hash);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_length + needed, _buffer.Length * 2));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
