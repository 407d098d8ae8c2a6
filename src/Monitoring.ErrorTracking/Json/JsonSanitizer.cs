using System.Buffers;
using System.Text;

namespace Monitoring.ErrorTracking.Json;

/// <summary>
/// Makes text valid that is nearly JSON, as sloppy senders write it: invalid UTF-8, halves of surrogate pairs, control characters in strings,
/// NaN and infinities, and nesting without end. It checks no grammar: whoever reads the result does.
/// </summary>
internal ref struct JsonSanitizer
{
    private static readonly SearchValues<byte> StringSpecials = SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0, 0x20).Select(value => (byte)value)]);
    private static readonly SearchValues<byte> TokenStarts = SearchValues.Create("\"{}[]NI-"u8);

    private readonly ArrayBufferWriter<byte> _output;
    private readonly int _maxDepth;
    private ReadOnlySpan<byte> _rest;
    private int _depth;
    private JsonRepairs _repairs;

    private JsonSanitizer(ReadOnlySpan<byte> json, int maxDepth)
    {
        _output = new ArrayBufferWriter<byte>(json.Length + 256);
        _rest = json;
        _maxDepth = maxDepth;
    }

    /// <summary>A repaired copy of the text.</summary>
    /// <param name="json">Any bytes.</param>
    /// <param name="maxDepth">How many containers may be open at once.</param>
    /// <param name="repairs">What was changed.</param>
    public static ReadOnlyMemory<byte> Repair(ReadOnlySpan<byte> json, int maxDepth, out JsonRepairs repairs)
    {
        var sanitizer = new JsonSanitizer(json, maxDepth);
        sanitizer.Run();
        repairs = sanitizer._repairs;
        return sanitizer._output.WrittenMemory;
    }

    private static bool IsPair(ReadOnlySpan<byte> text) =>
        JsonText.TryReadCodeUnit(text, out var high) && char.IsHighSurrogate(high) && JsonText.TryReadCodeUnit(text[6..], out var low) && char.IsLowSurrogate(low);

    private void Run()
    {
        while (!_rest.IsEmpty)
        {
            var plain = _rest.IndexOfAny(TokenStarts);
            CopyUtf8(plain < 0 ? _rest.Length : plain);
            if (_rest.IsEmpty)
            {
                return;
            }

            switch (_rest[0])
            {
                case (byte)'"':
                    CopyString();
                    break;
                case (byte)'{' or (byte)'[':
                    Open();
                    break;
                case (byte)'}' or (byte)']':
                    _depth = Math.Max(0, _depth - 1);
                    Copy(1);
                    break;
                default:
                    CopyNumberOrToken();
                    break;
            }
        }
    }

    private void Open()
    {
        if (_depth < _maxDepth)
        {
            _depth++;
            Copy(1);
            return;
        }

        _repairs |= JsonRepairs.TooDeep;
        _output.Write("null"u8);
        SkipContainer();
    }

    private void SkipContainer()
    {
        var open = 0;
        do
        {
            var at = _rest.IndexOfAny("\"{}[]"u8);
            if (at < 0)
            {
                _rest = default;
                return;
            }

            var token = _rest[at];
            _rest = _rest[(at + 1)..];
            open += token switch { (byte)'{' or (byte)'[' => 1, (byte)'"' => 0, _ => -1 };
            if (token == (byte)'"')
            {
                SkipString();
            }
        }
        while (open > 0);
    }

    private void SkipString()
    {
        while (!_rest.IsEmpty)
        {
            var at = _rest.IndexOfAny((byte)'"', (byte)'\\');
            if (at < 0)
            {
                _rest = default;
                return;
            }

            var quote = _rest[at] == (byte)'"';
            _rest = _rest[Math.Min(_rest.Length, at + (quote ? 1 : 2))..];
            if (quote)
            {
                return;
            }
        }
    }

    private void CopyString()
    {
        Copy(1);
        while (!_rest.IsEmpty)
        {
            var plain = _rest.IndexOfAny(StringSpecials);
            CopyUtf8(plain < 0 ? _rest.Length : plain);
            if (_rest.IsEmpty)
            {
                return;
            }

            if (_rest[0] == (byte)'"')
            {
                Copy(1);
                return;
            }

            if (_rest[0] == (byte)'\\')
            {
                CopyEscape();
            }
            else
            {
                EscapeControl();
            }
        }
    }

    private void CopyEscape()
    {
        if (!JsonText.TryReadCodeUnit(_rest, out var unit))
        {
            Copy(_rest.Length > 1 && _rest[1] is >= 0x20 and < 0x80 ? 2 : 1);
        }
        else if (!char.IsSurrogate(unit))
        {
            Copy(6);
        }
        else if (IsPair(_rest))
        {
            Copy(12);
        }
        else
        {
            _repairs |= JsonRepairs.LoneSurrogates;
            _output.Write("\\ufffd"u8);
            _rest = _rest[6..];
        }
    }

    private void EscapeControl()
    {
        _repairs |= JsonRepairs.ControlCharacters;
        var control = _rest[0];
        var hex = "0123456789abcdef"u8;
        _output.Write("\\u00"u8);
        _output.Write([hex[control >> 4], hex[control & 0xF]]);
        _rest = _rest[1..];
    }

    private void CopyNumberOrToken()
    {
        if (!TryQuote("NaN"u8) && !TryQuote("Infinity"u8) && !TryQuote("-Infinity"u8) && !TryQuote("-NaN"u8))
        {
            Copy(1);
        }
    }

    private bool TryQuote(ReadOnlySpan<byte> token)
    {
        if (!_rest.StartsWith(token))
        {
            return false;
        }

        _repairs |= JsonRepairs.NonFiniteNumbers;
        _output.Write("\""u8);
        _output.Write(token);
        _output.Write("\""u8);
        _rest = _rest[token.Length..];
        return true;
    }

    private void Copy(int length)
    {
        _output.Write(_rest[..length]);
        _rest = _rest[length..];
    }

    private void CopyUtf8(int length)
    {
        var text = _rest[..length];
        _rest = _rest[length..];
        while (!text.IsEmpty)
        {
            var valid = System.Text.Unicode.Utf8.IsValid(text) ? text.Length : ValidPrefix(text);
            _output.Write(text[..valid]);
            text = text[valid..];
            if (!text.IsEmpty)
            {
                Rune.DecodeFromUtf8(text, out _, out var invalid);
                _repairs |= JsonRepairs.InvalidUtf8;
                _output.Write("\uFFFD"u8);
                text = text[invalid..];
            }
        }
    }

    private static int ValidPrefix(ReadOnlySpan<byte> text)
    {
        var valid = 0;
        while (Rune.DecodeFromUtf8(text[valid..], out _, out var length) == OperationStatus.Done)
        {
            valid += length;
        }

        return valid;
    }
}
