using System.Runtime.Intrinsics;

namespace Monitoring.ErrorTracking.Scrubbing.Patterns;

/// <summary>A set of ASCII characters, asked about for sixteen bytes at a time.</summary>
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
    public Vector128<byte> Find(Vector128<byte> bytes)
    {
        var columns = Vector128.Shuffle(_columns, bytes & Vector128.Create((byte)0xF));
        var rows = Vector128.Shuffle(RowBits, bytes >> 4);
        return ~Vector128.Equals(columns & rows, Vector128<byte>.Zero);
    }
}
