using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Monitoring.ErrorTracking.Scrubbing.Patterns;

/// <summary>Which signs a text has, found in one pass over its bytes, so that most texts are not looked at closer.</summary>
internal readonly record struct TextSigns
{
    public required int Length { get; init; }

    /// <summary>How many digits there are, or more.</summary>
    public required int Digits { get; init; }

    public required bool HasAt { get; init; }

    public required bool HasColon { get; init; }

    public required bool HasEquals { get; init; }

    public required bool HasHyphen { get; init; }

    public required bool HasBlank { get; init; }

    public static TextSigns Of(ReadOnlySpan<byte> text)
    {
        if (text.Length < Vector128<byte>.Count)
        {
            Span<byte> padded = stackalloc byte[Vector128<byte>.Count];
            padded.Clear();
            text.CopyTo(padded);
            return Of(padded, text.Length);
        }

        return Of(text, text.Length);
    }

    private static TextSigns Of(ReadOnlySpan<byte> text, int length)
    {
        ref var start = ref MemoryMarshal.GetReference(text);
        var at = Vector128<byte>.Zero;
        var colon = Vector128<byte>.Zero;
        var equals = Vector128<byte>.Zero;
        var hyphen = Vector128<byte>.Zero;
        var blank = Vector128<byte>.Zero;
        var digits = 0;
        for (var position = 0; position < text.Length; position += Vector128<byte>.Count)
        {
            // The last block overlaps the one before.
            var block = Vector128.LoadUnsafe(ref start, (nuint)Math.Min(position, text.Length - Vector128<byte>.Count));
            at |= Vector128.Equals(block, Vector128.Create((byte)'@'));
            colon |= Vector128.Equals(block, Vector128.Create((byte)':'));
            equals |= Vector128.Equals(block, Vector128.Create((byte)'='));
            hyphen |= Vector128.Equals(block, Vector128.Create((byte)'-'));
            blank |= Vector128.Equals(block, Vector128.Create((byte)' '));
            digits += BitOperations.PopCount(Vector128.LessThan(block - Vector128.Create((byte)'0'), Vector128.Create((byte)10)).ExtractMostSignificantBits());
        }

        return new TextSigns
        {
            Length = length,
            Digits = digits,
            HasAt = at != Vector128<byte>.Zero,
            HasColon = colon != Vector128<byte>.Zero,
            HasEquals = equals != Vector128<byte>.Zero,
            HasHyphen = hyphen != Vector128<byte>.Zero,
            HasBlank = blank != Vector128<byte>.Zero,
        };
    }
}
