namespace Monitoring.ErrorTracking.Json;

/// <content>Skipping whole values: no recursion, the kinds of the open containers are the bits of a number.</content>
internal ref partial struct JsonCursor
{
    /// <summary>Skips the value and says how many levels of values it has.</summary>
    private int SkipValue()
    {
        var allowed = _maxDepth - _depth;
        var objects = 0UL;
        var depth = 0;
        var deepest = 0;
        while (TryOpenOrSkip(allowed - depth, out var opened, out var isObject))
        {
            if (opened)
            {
                objects = (objects << 1) | (isObject ? 1UL : 0UL);
                depth++;
                deepest = Math.Max(deepest, depth);
                continue;
            }

            while (depth > 0 && !TryGoOn((objects & 1) != 0, out var closed))
            {
                if (!closed)
                {
                    return 0;
                }

                objects >>= 1;
                depth--;
            }

            if (depth == 0)
            {
                return deepest + 1;
            }
        }

        return 0;
    }

    /// <summary>Skips a scalar or an empty container, or stops before the first child of another container.</summary>
    private bool TryOpenOrSkip(int allowedDepth, out bool opened, out bool isObject)
    {
        opened = false;
        isObject = false;
        if ((uint)_position >= (uint)_json.Length)
        {
            return Fail(JsonFault.UnexpectedEnd);
        }

        var first = _json[_position];
        if (first == (byte)'"')
        {
            return SkipString();
        }

        isObject = first == (byte)'{';
        if (!isObject && first != (byte)'[')
        {
            return SkipScalar(first);
        }

        if (allowedDepth == 0)
        {
            return Fail(JsonFault.TooDeep);
        }

        _position++;
        SkipWhiteSpace();
        if ((uint)_position < (uint)_json.Length && _json[_position] == first + 2)
        {
            _position++;
            return true;
        }

        opened = true;
        return !isObject || SkipName();
    }

    /// <summary>After a value: goes to the next one of the container, or closes the container.</summary>
    private bool TryGoOn(bool inObject, out bool closed)
    {
        closed = false;
        SkipWhiteSpace();
        if ((uint)_position >= (uint)_json.Length)
        {
            return Fail(JsonFault.UnexpectedEnd);
        }

        var next = _json[_position];
        if (next == (byte)',')
        {
            _position++;
            SkipWhiteSpace();
            return !inObject || SkipName();
        }

        if (next != (inObject ? (byte)'}' : (byte)']'))
        {
            return Fail(JsonFault.Malformed);
        }

        _position++;
        closed = true;
        return false;
    }

    private bool SkipName()
    {
        if ((uint)_position < (uint)_json.Length && _json[_position] != (byte)'"')
        {
            return Fail(JsonFault.Malformed);
        }

        return SkipString() && SkipColon();
    }
}
