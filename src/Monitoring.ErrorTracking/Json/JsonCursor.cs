using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Monitoring.ErrorTracking.Json;

/// <summary>
/// A forward-only reader of JSON that never throws on input, checks the whole grammar and hands out slices. It stands
/// before a value; every value is either entered (<see cref="EnterObject"/>, <see cref="EnterArray"/>, then
/// <see cref="NextProperty"/> or <see cref="NextElement"/> until they are false), taken or skipped, exactly once.
/// </summary>
/// <remarks>
/// A fault ends all loops and makes every following call return nothing, so that callers check <see cref="Fault"/> once, at the end.
/// Bytes inside strings are not checked to be UTF-8: the caller has done that for the whole text.
/// </remarks>
internal ref partial struct JsonCursor
{
    /// <summary>The deepest nesting that any cursor reads.</summary>
    public const int MaxDepth = 64;

    private readonly ReadOnlyMemory<byte> _memory;
    private readonly ReadOnlySpan<byte> _json;
    private readonly int _maxDepth;
    private int _position;
    private int _depth;
    private bool _justOpened;

    /// <param name="json">UTF-8 text.</param>
    /// <param name="maxDepth">How many containers may be open at once, at most 64.</param>
    public JsonCursor(ReadOnlyMemory<byte> json, int maxDepth = MaxDepth)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxDepth, MaxDepth);
        _memory = json;
        _json = json.Span;
        _maxDepth = maxDepth;
        SkipWhiteSpace(ref _position);
    }

    public JsonFault Fault { get; private set; }

    /// <summary>Whether a string that was read or skipped has the escape of half a surrogate pair, which is JSON but no text.</summary>
    public bool HasLoneSurrogate { get; private set; }

    /// <summary>The offset of the next byte.</summary>
    public readonly int Position => _position;

    /// <summary>The bytes from here on.</summary>
    public readonly ReadOnlySpan<byte> Rest => _json[_position..];

    /// <summary>The kind of the value that the cursor stands before; undefined at the end and after a fault.</summary>
    public readonly JsonValueKind Kind
    {
        get
        {
            if ((uint)_position >= (uint)_json.Length)
            {
                return JsonValueKind.Undefined;
            }

            return _json[_position] switch
            {
                (byte)'"' => JsonValueKind.String,
                (byte)'{' => JsonValueKind.Object,
                (byte)'[' => JsonValueKind.Array,
                (byte)'n' => JsonValueKind.Null,
                (byte)'t' => JsonValueKind.True,
                (byte)'f' => JsonValueKind.False,
                (byte)'-' or (>= (byte)'0' and <= (byte)'9') => JsonValueKind.Number,
                _ => JsonValueKind.Undefined,
            };
        }
    }

    /// <summary>Whether nothing but white space is left and no fault was met.</summary>
    public bool ReachedEnd()
    {
        SkipWhiteSpace(ref _position);
        if (Fault == JsonFault.None && _position < _json.Length)
        {
            Fail(JsonFault.Malformed);
        }

        return Fault == JsonFault.None;
    }

    /// <summary>Enters an object; false, and nothing is consumed, when the value is none.</summary>
    public bool EnterObject() => Enter((byte)'{');

    /// <summary>Enters an array; false, and nothing is consumed, when the value is none.</summary>
    public bool EnterArray() => Enter((byte)'[');

    /// <summary>Goes to the next property's value; false at the end of the object.</summary>
    /// <param name="name">The name in UTF-8, escapes undone.</param>
    public bool NextProperty(out ReadOnlySpan<byte> name)
    {
        if (!NextItem((byte)'}'))
        {
            name = default;
            return false;
        }

        name = TakeText();
        return SkipColon(ref _position);
    }

    /// <inheritdoc cref="NextProperty"/>
    /// <param name="rawName">The bytes between the quotes, escapes as they are.</param>
    /// <param name="escaped">Whether it has escapes.</param>
    public bool NextRawProperty(out ReadOnlySpan<byte> rawName, out bool escaped)
    {
        if (!NextItem((byte)'}'))
        {
            rawName = default;
            escaped = false;
            return false;
        }

        rawName = TakeString(out escaped);
        return SkipColon(ref _position);
    }

    /// <summary>Goes to the next element; false at the end of the array.</summary>
    public bool NextElement() => NextItem((byte)']');

    /// <summary>Consumes <c>null</c>; false, and nothing is consumed, when the value is another.</summary>
    public bool TakeNull()
    {
        if (Kind != JsonValueKind.Null)
        {
            return false;
        }

        return SkipLiteral("null"u8, ref _position);
    }

    /// <summary>Consumes a string and gives the bytes between its quotes, escapes as they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> TakeString(out bool escaped)
    {
        escaped = false;
        if ((uint)_position >= (uint)_json.Length || _json[_position] != (byte)'"')
        {
            FailAt(_position);
            return default;
        }

        var start = _position + 1;
        var end = FindSpecialByte(start);
        if ((uint)end >= (uint)_json.Length || _json[end] != (byte)'"')
        {
            escaped = true;
            end = FindEndOfEscaped(end);
            if (end < 0)
            {
                return default;
            }
        }

        _position = end + 1;
        return _json[start..end];
    }

    /// <summary>Consumes a string and gives its UTF-8 text, escapes undone.</summary>
    public ReadOnlySpan<byte> TakeText()
    {
        var raw = TakeString(out var escaped);
        return escaped ? JsonText.UnescapeToUtf8(raw) : raw;
    }

    /// <summary>Consumes a number, a boolean or null and gives its text.</summary>
    public ReadOnlySpan<byte> TakeScalar()
    {
        var start = _position;
        return SkipScalar(ref _position) ? _json[start.._position] : default;
    }

    /// <summary>Consumes a value of any kind and gives it as it stands.</summary>
    /// <param name="levels">How many levels of values it has: 1 for a scalar or an empty container, 2 for a container of scalars, and so on.</param>
    public RawJson TakeRaw(out int levels)
    {
        var start = _position;
        levels = SkipValue();
        return Fault == JsonFault.None ? new RawJson(_memory[start.._position]) : default;
    }

    /// <summary>Consumes a value that was read before, byte by byte the same, and had no fault; false, and nothing is consumed, when it is too deep here.</summary>
    /// <param name="length">Its bytes.</param>
    /// <param name="levels">Its levels, as <see cref="TakeRaw"/> counts them.</param>
    public bool TryPass(int length, int levels)
    {
        if (_depth + levels > _maxDepth)
        {
            return false;
        }

        _position += length;
        return true;
    }

    /// <summary>The bytes from an earlier position to here.</summary>
    public readonly ReadOnlySpan<byte> Since(int start) => _json[start.._position];

    /// <summary>Consumes a value of any kind.</summary>
    public void Skip() => SkipValue();

    private bool Enter(byte opening)
    {
        if ((uint)_position >= (uint)_json.Length || _json[_position] != opening)
        {
            return false;
        }

        if (_depth == _maxDepth)
        {
            return Fail(JsonFault.TooDeep);
        }

        _position++;
        _depth++;
        _justOpened = true;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool NextItem(byte closing)
    {
        SkipWhiteSpace(ref _position);
        if ((uint)_position >= (uint)_json.Length)
        {
            return Fail(JsonFault.UnexpectedEnd);
        }

        var first = _justOpened;
        _justOpened = false;
        var next = _json[_position];
        if (next == closing)
        {
            _position++;
            _depth--;
            return false;
        }

        if (first)
        {
            return true;
        }

        if (next != (byte)',')
        {
            return Fail(JsonFault.Malformed);
        }

        _position++;
        SkipWhiteSpace(ref _position);
        return true;
    }
}
