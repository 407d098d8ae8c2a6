using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Monitoring.ErrorTracking.Json;

/// <content>The tokens: white space, strings, numbers, literals.</content>
internal ref partial struct JsonCursor
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void SkipWhiteSpace(ref int position)
    {
        if ((uint)position < (uint)_json.Length && _json[position] <= (byte)' ')
        {
            position = EndOfWhiteSpace(position);
        }
    }

    private readonly int EndOfWhiteSpace(int position)
    {
        while ((uint)position < (uint)_json.Length && _json[position] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            position++;
        }

        return position;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool SkipColon(ref int position)
    {
        SkipWhiteSpace(ref position);
        if ((uint)position >= (uint)_json.Length || _json[position] != (byte)':')
        {
            return FailAt(position);
        }

        position++;
        SkipWhiteSpace(ref position);
        return true;
    }

    private bool SkipScalar(ref int position)
    {
        if ((uint)position >= (uint)_json.Length)
        {
            return Fail(JsonFault.UnexpectedEnd);
        }

        return _json[position] switch
        {
            (byte)'"' => SkipString(ref position),
            (byte)'t' => SkipLiteral("true"u8, ref position),
            (byte)'f' => SkipLiteral("false"u8, ref position),
            (byte)'n' => SkipLiteral("null"u8, ref position),
            _ => SkipNumber(ref position),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool SkipString(ref int position)
    {
        var end = FindSpecialByte(position + 1);
        if ((uint)end < (uint)_json.Length && _json[end] == (byte)'"')
        {
            position = end + 1;
            return true;
        }

        end = FindEndOfEscaped(end);
        position = end + 1;
        return end >= 0;
    }

    /// <summary>Finds the closing quote from the first byte that is not plain; -1 after a fault.</summary>
    private int FindEndOfEscaped(int position)
    {
        while ((uint)position < (uint)_json.Length)
        {
            var special = _json[position];
            if (special == (byte)'"')
            {
                return position;
            }

            if (special != (byte)'\\')
            {
                Fail(JsonFault.Malformed);
                return -1;
            }

            // Nearly all escapes are those of a quote, a backslash or an end of line.
            var isShort = (uint)(position + 1) < (uint)_json.Length && _json[position + 1] is (byte)'"' or (byte)'\\' or (byte)'n';
            var length = isShort ? 2 : EscapeLength(position);
            if (length <= 0)
            {
                Fail(length == 0 ? JsonFault.Malformed : JsonFault.UnexpectedEnd);
                return -1;
            }

            position = FindSpecialByte(position + length);
        }

        Fail(JsonFault.UnexpectedEnd);
        return -1;
    }

    /// <summary>The length of an escape, that of a whole pair of surrogates included; notes a surrogate that stands alone.</summary>
    private int EscapeLength(int position)
    {
        var text = _json[position..];
        var length = JsonText.EscapeLength(text);
        if (length != 6 || !JsonText.TryReadCodeUnit(text, out var unit) || !char.IsSurrogate(unit))
        {
            return length;
        }

        if (char.IsHighSurrogate(unit) && JsonText.TryReadCodeUnit(text[6..], out var low) && char.IsLowSurrogate(low))
        {
            return 12;
        }

        HasLoneSurrogate = true;
        return length;
    }

    /// <summary>The next quote, backslash or control character, or the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int FindSpecialByte(int position)
    {
        ref var start = ref MemoryMarshal.GetReference(_json);
        while (position <= _json.Length - Vector128<byte>.Count)
        {
            var block = Vector128.LoadUnsafe(ref start, (nuint)position);
            var special = (Vector128.Equals(block, Vector128.Create((byte)'"'))
                | Vector128.Equals(block, Vector128.Create((byte)'\\'))
                | Vector128.LessThan(block, Vector128.Create((byte)' '))).ExtractMostSignificantBits();
            if (special != 0)
            {
                return position + BitOperations.TrailingZeroCount(special);
            }

            position += Vector128<byte>.Count;
        }

        while ((uint)position < (uint)_json.Length && _json[position] is >= (byte)' ' and not ((byte)'"' or (byte)'\\'))
        {
            position++;
        }

        return position;
    }

    private bool SkipLiteral(ReadOnlySpan<byte> literal, ref int position)
    {
        var rest = _json[position..];
        if (!rest.StartsWith(literal))
        {
            return Fail(literal.StartsWith(rest) ? JsonFault.UnexpectedEnd : JsonFault.Malformed);
        }

        position += literal.Length;
        return true;
    }

    private bool SkipNumber(ref int position)
    {
        var end = position;
        if (_json[end] == (byte)'-')
        {
            end++;
        }

        var integer = end;
        end = EndOfDigits(end);
        var valid = end > integer && (_json[integer] != (byte)'0' || end == integer + 1);
        if (valid && (uint)end < (uint)_json.Length && _json[end] == (byte)'.')
        {
            var fraction = end + 1;
            end = EndOfDigits(fraction);
            valid = end > fraction;
        }

        if (valid && (uint)end < (uint)_json.Length && (_json[end] | 0x20) == (byte)'e')
        {
            end++;
            end += (uint)end < (uint)_json.Length && _json[end] is (byte)'+' or (byte)'-' ? 1 : 0;
            var exponent = end;
            end = EndOfDigits(exponent);
            valid = end > exponent;
        }

        position = end;
        return valid || FailAt(end);
    }

    private readonly int EndOfDigits(int position)
    {
        while ((uint)position < (uint)_json.Length && (uint)(_json[position] - '0') <= 9)
        {
            position++;
        }

        return position;
    }

    private bool FailAt(int position) => Fail((uint)position >= (uint)_json.Length ? JsonFault.UnexpectedEnd : JsonFault.Malformed);

    private bool Fail(JsonFault fault)
    {
        if (Fault == JsonFault.None)
        {
            Fault = fault;
        }

        _position = _json.Length;
        _justOpened = false;
        return false;
    }
}
