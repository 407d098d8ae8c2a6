using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Monitoring.ErrorTracking.Json;

/// <content>The tokens: white space, strings, numbers, literals.</content>
internal ref partial struct JsonCursor
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SkipWhiteSpace()
    {
        while ((uint)_position < (uint)_json.Length && _json[_position] <= (byte)' ')
        {
            if (_json[_position] is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                Fail(JsonFault.Malformed);
                return;
            }

            _position++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool SkipColon()
    {
        SkipWhiteSpace();
        if ((uint)_position >= (uint)_json.Length || _json[_position] != (byte)':')
        {
            return FailHere();
        }

        _position++;
        SkipWhiteSpace();
        return true;
    }

    private bool SkipString()
    {
        var escaped = false;
        var end = FindStringEnd(_position + 1, ref escaped);
        if (end < 0)
        {
            return false;
        }

        _position = end + 1;
        return true;
    }

    /// <summary>Finds the closing quote of a string; -1 after a fault.</summary>
    private int FindStringEnd(int position, ref bool escaped)
    {
        while (true)
        {
            position = FindSpecialByte(position);
            if ((uint)position >= (uint)_json.Length)
            {
                Fail(JsonFault.UnexpectedEnd);
                return -1;
            }

            var special = _json[position];
            if (special == (byte)'"')
            {
                return position;
            }

            var length = special == (byte)'\\' ? JsonText.EscapeLength(_json[position..]) : 0;
            if (length <= 0)
            {
                Fail(length == 0 ? JsonFault.Malformed : JsonFault.UnexpectedEnd);
                return -1;
            }

            escaped = true;
            position += length;
        }
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

    private bool SkipScalar(byte first) => first switch
    {
        (byte)'t' => SkipLiteral("true"u8),
        (byte)'f' => SkipLiteral("false"u8),
        (byte)'n' => SkipLiteral("null"u8),
        _ => SkipNumber(),
    };

    private bool SkipLiteral(ReadOnlySpan<byte> literal)
    {
        var rest = _json[_position..];
        if (!rest.StartsWith(literal))
        {
            return Fail(literal.StartsWith(rest) ? JsonFault.UnexpectedEnd : JsonFault.Malformed);
        }

        _position += literal.Length;
        return true;
    }

    private bool SkipNumber()
    {
        var position = _position;
        if ((uint)position < (uint)_json.Length && _json[position] == (byte)'-')
        {
            position++;
        }

        var integer = position;
        position = SkipDigits(position);
        var valid = position > integer && (_json[integer] != (byte)'0' || position == integer + 1);
        if (valid && (uint)position < (uint)_json.Length && _json[position] == (byte)'.')
        {
            var fraction = position + 1;
            position = SkipDigits(fraction);
            valid = position > fraction;
        }

        if (valid && (uint)position < (uint)_json.Length && (_json[position] | 0x20) == (byte)'e')
        {
            position++;
            position += (uint)position < (uint)_json.Length && _json[position] is (byte)'+' or (byte)'-' ? 1 : 0;
            var exponent = position;
            position = SkipDigits(exponent);
            valid = position > exponent;
        }

        _position = position;
        return valid || FailHere();
    }

    private readonly int SkipDigits(int position)
    {
        while ((uint)position < (uint)_json.Length && (uint)(_json[position] - '0') <= 9)
        {
            position++;
        }

        return position;
    }

    private bool FailHere() => Fail((uint)_position >= (uint)_json.Length ? JsonFault.UnexpectedEnd : JsonFault.Malformed);

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
