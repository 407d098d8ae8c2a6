using ZstdSharp.Unsafe;

namespace Monitoring.Storage.LiteDb.Codecs;

/// <summary>Finds out how long packed bytes are when no table tells.</summary>
internal static class PackedFrame
{
    /// <summary>The length of what is packed at the beginning of some bytes, and of what it unpacks to.</summary>
    /// <returns><see langword="null"/> when nothing whole begins here, or it would unpack to more than asked for.</returns>
    public static unsafe (int Stored, int Length)? Measure(ReadOnlySpan<byte> bytes, int maxLength)
    {
        fixed (byte* start = bytes)
        {
            var stored = Methods.ZSTD_findFrameCompressedSize(start, (nuint)bytes.Length);
            if (bytes.IsEmpty || Methods.ZSTD_isError(stored))
            {
                return null;
            }

            // Two values that no length has stand for faults, and are greater than any.
            var length = Methods.ZSTD_getFrameContentSize(start, (nuint)bytes.Length);
            return length <= (ulong)maxLength ? ((int)stored, (int)length) : null;
        }
    }
}
