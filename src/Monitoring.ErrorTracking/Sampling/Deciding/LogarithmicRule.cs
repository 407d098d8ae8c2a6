using System.Numerics;

namespace Monitoring.ErrorTracking.Sampling.Deciding;

/// <summary>
/// Which events of a series are kept: all of the first N, then every 2nd up to 2 N, every 4th up to 4 N, every 8th up to 8 N and so on. Each doubling keeps
/// about N / 2, so that the number that is kept grows with the logarithm of the count.
/// </summary>
internal static class LogarithmicRule
{
    /// <summary>Whether the k-th event is kept, the first one being 1.</summary>
    public static bool Keeps(long k, int first) => k <= first || k % (2L << Doublings(k, first)) == 0;

    /// <summary>The most events that are kept of so many.</summary>
    public static long MostKept(long count, int first) =>
        count <= first ? count : first + ((Doublings(count, first) + 1L) * ((first / 2) + 1));

    private static int Doublings(long k, int first) => BitOperations.Log2((ulong)(k / first));
}
