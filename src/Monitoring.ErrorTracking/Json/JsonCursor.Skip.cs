using System.Runtime.CompilerServices;

namespace Monitoring.ErrorTracking.Json;

/// <content>Skipping whole values: no recursion, the kinds of the open containers are the bits of a number.</content>
internal ref partial struct JsonCursor
{
    /// <summary>Skips the value and says how many levels of values it has.</summary>
    private int SkipValue()
    {
        var position = _position;
        var allowed = _maxDepth - _depth;
        var objects = 0UL;
        var depth = 0;
        var deepest = 0;
        do
        {
            // A value begins here.
            var opened = false;
            if (TryOpen(ref position, out var isObject, out var isEmpty))
            {
                if (depth == allowed)
                {
                    Fail(JsonFault.TooDeep);
                    return 0;
                }

                opened = !isEmpty;
            }
            else if (!SkipScalar(ref position))
            {
                return 0;
            }

            if (opened)
            {
                objects = (objects << 1) | (isObject ? 1UL : 0UL);
                depth++;
                deepest = Math.Max(deepest, depth);
                if (isObject && !SkipName(ref position))
                {
                    return 0;
                }

                continue;
            }

            // A value ended here; so may the containers that it is in.
            if (!TryGoOn(ref position, ref objects, ref depth))
            {
                return 0;
            }
        }
        while (depth > 0);

        _position = position;
        return deepest + 1;
    }

    /// <summary>Opens a container; an empty one is also closed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool TryOpen(ref int position, out bool isObject, out bool isEmpty)
    {
        isEmpty = false;
        isObject = false;
        if ((uint)position >= (uint)_json.Length || _json[position] is not ((byte)'{' or (byte)'['))
        {
            return false;
        }

        isObject = _json[position] == (byte)'{';
        position++;
        SkipWhiteSpace(ref position);
        if ((uint)position < (uint)_json.Length && _json[position] == (isObject ? (byte)'}' : (byte)']'))
        {
            position++;
            isEmpty = true;
        }

        return true;
    }

    /// <summary>After a value: closes the containers that end and goes to the next value, if there is one.</summary>
    private bool TryGoOn(ref int position, ref ulong objects, ref int depth)
    {
        while (depth > 0)
        {
            SkipWhiteSpace(ref position);
            if ((uint)position >= (uint)_json.Length)
            {
                return Fail(JsonFault.UnexpectedEnd);
            }

            var inObject = (objects & 1) != 0;
            var next = _json[position++];
            if (next == (byte)',')
            {
                SkipWhiteSpace(ref position);
                return !inObject || SkipName(ref position);
            }

            if (next != (inObject ? (byte)'}' : (byte)']'))
            {
                return Fail(JsonFault.Malformed);
            }

            objects >>= 1;
            depth--;
        }

        return true;
    }

    private bool SkipName(ref int position)
    {
        if ((uint)position >= (uint)_json.Length || _json[position] != (byte)'"')
        {
            return FailAt(position);
        }

        return SkipString(ref position) && SkipColon(ref position);
    }
}
