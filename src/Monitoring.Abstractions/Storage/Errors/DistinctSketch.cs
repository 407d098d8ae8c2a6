using System.Buffers.Binary;
using System.Numerics;

namespace Monitoring.Storage.Errors;

/// <summary>
/// Counts distinct 64-bit hashes in little space: exactly up to <see cref="ExactLimit"/>, then by HyperLogLog with 4,096
/// registers, whose standard error is 1.6 %. Sketches merge without loss, in any order.
/// </summary>
/// <remarks>Not safe to change on several threads. The bytes of equal sets are equal.</remarks>
public sealed class DistinctSketch
{
    /// <summary>Up to how many distinct hashes the count is exact.</summary>
    public const int ExactLimit = 256;

    private const int Precision = 12;
    private const int Registers = 1 << Precision;
    private const byte ExactFormat = 1;
    private const byte RegisterFormat = 2;

    private SortedSet<ulong>? _exact = [];
    private byte[]? _registers;

    /// <summary>Reads a sketch from the bytes that <see cref="ToBytes"/> gave.</summary>
    /// <exception cref="MonitoringException">The bytes are not a sketch.</exception>
    public static DistinctSketch FromBytes(ReadOnlySpan<byte> bytes)
    {
        var sketch = new DistinctSketch();
        switch (bytes)
        {
            case [ExactFormat, .. var hashes] when hashes.Length % sizeof(ulong) == 0 && hashes.Length <= ExactLimit * sizeof(ulong):
                for (; !hashes.IsEmpty; hashes = hashes[sizeof(ulong)..])
                {
                    sketch.Add(BinaryPrimitives.ReadUInt64BigEndian(hashes));
                }

                return sketch;
            case [RegisterFormat, .. var registers] when registers.Length == Registers:
                sketch._exact = null;
                sketch._registers = registers.ToArray();
                return sketch;
            default:
                throw new MonitoringException($"{bytes.Length} bytes are not a sketch of distinct values.");
        }
    }

    /// <summary>Adds a hash; its bits must be spread evenly, as those of a cryptographic hash are.</summary>
    public void Add(ulong hash)
    {
        if (_exact is not null)
        {
            _exact.Add(hash);
            if (_exact.Count > ExactLimit)
            {
                Spill();
            }
        }
        else
        {
            AddToRegisters(hash);
        }
    }

    /// <summary>Whether adding a hash would change nothing; of a store that keeps a sketch as bytes it saves writing them.</summary>
    public bool Covers(ulong hash)
    {
        if (_exact is not null)
        {
            return _exact.Contains(hash);
        }

        var (index, rank) = Place(hash);
        return _registers![index] >= rank;
    }

    /// <summary>Adds all that another sketch has seen; the other is not changed.</summary>
    public void Merge(DistinctSketch other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other._exact is not null)
        {
            foreach (var hash in other._exact.ToArray())
            {
                Add(hash);
            }

            return;
        }

        if (_exact is not null)
        {
            Spill();
        }

        for (var i = 0; i < Registers; i++)
        {
            _registers![i] = Math.Max(_registers[i], other._registers![i]);
        }
    }

    /// <summary>How many distinct hashes were added.</summary>
    public long Count()
    {
        if (_exact is not null)
        {
            return _exact.Count;
        }

        var sum = 0.0;
        var zeros = 0;
        foreach (var register in _registers!)
        {
            sum += Math.ScaleB(1.0, -register);
            zeros += register == 0 ? 1 : 0;
        }

        const double bias = 0.7213 / (1 + (1.079 / Registers));
        var estimate = bias * Registers * Registers / sum;
        var refined = estimate <= 2.5 * Registers && zeros > 0 ? Registers * Math.Log((double)Registers / zeros) : estimate;
        return (long)Math.Round(refined);
    }

    /// <summary>The sketch as bytes, at most 4,097 of them.</summary>
    public byte[] ToBytes()
    {
        if (_registers is not null)
        {
            return [RegisterFormat, .. _registers];
        }

        var bytes = new byte[1 + (_exact!.Count * sizeof(ulong))];
        bytes[0] = ExactFormat;
        var rest = bytes.AsSpan(1);
        foreach (var hash in _exact)
        {
            BinaryPrimitives.WriteUInt64BigEndian(rest, hash);
            rest = rest[sizeof(ulong)..];
        }

        return bytes;
    }

    private void Spill()
    {
        _registers = new byte[Registers];
        foreach (var hash in _exact!)
        {
            AddToRegisters(hash);
        }

        _exact = null;
    }

    private void AddToRegisters(ulong hash)
    {
        var (index, rank) = Place(hash);
        _registers![index] = Math.Max(_registers[index], rank);
    }

    private static (int Index, byte Rank) Place(ulong hash) =>
        ((int)(hash >> (64 - Precision)), (byte)(BitOperations.LeadingZeroCount((hash << Precision) | (1UL << (Precision - 1))) + 1));
}
