using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Monitoring.ErrorTracking.Scrubbing.Patterns;

/// <summary>A set of ASCII characters, asked about for 32 bytes at a time.</summary>
/// <remarks>A character is a row (its high four bits) and a column of a table of eight rows: a byte per column has a bit for each row that is in the set.</remarks>
internal readonly struct AsciiSet
{
    private static readonly Vector128<byte> RowBits = Vector128.Create((byte)1, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0);

    private readonly Vector128<byte> _columns;

    /// <param name="characters">The characters; others than ASCII are in no set.</param>
    public AsciiSet(IEnumerable<byte> characters)
    {
        var columns = Vector128<byte>.Zero;
        foreach (var character in characters.Where(character => character < 0x80))
        {
            var column = character & 0xF;
            columns = columns.WithElement(column, (byte)(columns.GetElement(column) | (1 << (character >> 4))));
        }

        _columns = columns;
    }

    /// <summary>Which of the bytes are in the set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<byte> Find(Vector256<byte> bytes)
    {
        var columns = LookUp(_columns, bytes & Vector256.Create((byte)0xF));
        var rows = LookUp(RowBits, bytes >> 4);
        return ~Vector256.Equals(columns & rows, Vector256<byte>.Zero);
    }

    /// <summary>The indexes are below 16, where all machines shuffle alike.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> LookUp(Vector128<byte> table, Vector256<byte> indexes) => Avx2.IsSupported
        ? Avx2.Shuffle(Vector256.Create(table, table), indexes)
        : Vector256.Create(Vector128.ShuffleNative(table, indexes.GetLower()), Vector128.ShuffleNative(table, indexes.GetUpper()));
}
