using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Monitoring.ErrorTracking.Grouping;

/// <summary>Hashes grouping values as Sentry does: MD5 over their UTF-8, one after the other.</summary>
internal static class GroupingHashes
{
    [SuppressMessage("Security", "CA5351", Justification = "The hash names a group, as Sentry's does, and protects nothing.")]
    public static GroupingHash Of(ImmutableArray<string> values)
    {
        var length = 0;
        foreach (var value in values)
        {
            length += Encoding.UTF8.GetMaxByteCount(value.Length);
        }

        var buffer = ArrayPool<byte>.Shared.Rent(length);
        var written = 0;
        foreach (var value in values)
        {
            written += Encoding.UTF8.GetBytes(value, buffer.AsSpan(written));
        }

        Span<byte> hash = stackalloc byte[GroupingHash.ByteLength];
        MD5.HashData(buffer.AsSpan(0, written), hash);
        ArrayPool<byte>.Shared.Return(buffer);
        return GroupingHash.FromBytes(hash);
    }
}
