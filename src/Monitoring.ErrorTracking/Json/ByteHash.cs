using System.Numerics;
using System.Runtime.InteropServices;

namespace Monitoring.ErrorTracking.Json;

/// <summary>Spreads bytes over the places of caches in memory; nothing that is kept depends on it, and whoever uses it compares the bytes themselves.</summary>
internal static class ByteHash
{
    private const ulong Factor = 0x9E37_79B9_7F4A_7C15;
    private const int Lanes = 4;

    /// <summary>A hash whose high bits are the best.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = (ulong)bytes.Length * Factor;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        var word = 0;
        if (words.Length >= 2 * Lanes)
        {
            // Four at once, because each step of one waits for the one before.
            var (a, b, c, d) = (hash, hash + 1, hash + 2, hash + 3);
            for (; word <= words.Length - Lanes; word += Lanes)
            {
                a = Step(a, words[word]);
                b = Step(b, words[word + 1]);
                c = Step(c, words[word + 2]);
                d = Step(d, words[word + 3]);
            }

            hash = Step(Step(Step(a, b), c), d);
        }

        for (; word < words.Length; word++)
        {
            hash = Step(hash, words[word]);
        }

        foreach (var value in bytes[(words.Length * sizeof(ulong))..])
        {
            hash = (hash ^ value) * Factor;
        }

        return hash;
    }

    private static ulong Step(ulong hash, ulong word) => BitOperations.RotateLeft(hash ^ word, 27) * Factor;
}
