using System.Buffers;

namespace Monitoring.ErrorTracking;

/// <summary>
/// Arrays for bytes on their way. Those of a usual size come out of the shared pool. Huge ones do not: a pool keeps what it gets back, and a
/// few huge requests would leave the process with their memory for ever.
/// </summary>
internal static class SharedBytes
{
    /// <summary>The longest array that is pooled, in bytes.</summary>
    public const int MaxPooledLength = 1024 * 1024;

    /// <summary>An array of at least this length, with any content.</summary>
    public static byte[] Rent(int length) =>
        length <= MaxPooledLength ? ArrayPool<byte>.Shared.Rent(length) : GC.AllocateUninitializedArray<byte>(length);

    /// <summary>Gives an array back that nobody uses any more.</summary>
    public static void Return(byte[] array)
    {
        if (array.Length is > 0 and <= MaxPooledLength)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }
}
