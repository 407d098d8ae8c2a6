using System.Buffers;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Envelopes;

/// <summary>The rest of an envelope's body, taken from the front. What lies in one segment is sliced; only headers that straddle segments are copied.</summary>
internal struct EnvelopeBytes
{
    private const int FirstCopy = 1024;

    private ReadOnlySequence<byte> _rest;

    public EnvelopeBytes(ReadOnlySequence<byte> body)
    {
        _rest = body;
        GoOnToData();
    }

    /// <summary>How many bytes have been taken.</summary>
    public long Offset { get; private set; }

    /// <summary>How many bytes are left.</summary>
    public readonly long Length => _rest.Length;

    public readonly bool IsEmpty => _rest.IsEmpty;

    /// <summary>Skips a byte when it is the next one.</summary>
    public bool TrySkip(byte value)
    {
        if (_rest.IsEmpty || _rest.FirstSpan[0] != value)
        {
            return false;
        }

        Advance(1);
        return true;
    }

    /// <summary>Skips the white space of JSON.</summary>
    public void SkipWhiteSpace() => SkipAny(" \t\r\n"u8);

    /// <summary>Skips blanks, tabs and carriage returns.</summary>
    public void SkipBlanks() => SkipAny(" \t\r"u8);

    /// <summary>Takes a number of bytes that must be there.</summary>
    public ReadOnlySequence<byte> Take(long length)
    {
        var taken = _rest.Slice(0, length);
        Advance(length);
        return taken;
    }

    /// <summary>Takes the bytes up to a line feed or the end; the line feed stays.</summary>
    public ReadOnlySequence<byte> TakeLine()
    {
        var end = _rest.FirstSpan.IndexOf((byte)'\n');
        if (end >= 0)
        {
            return Take(end);
        }

        var position = _rest.IsSingleSegment ? null : _rest.PositionOf((byte)'\n');
        return Take(position is null ? _rest.Length : _rest.Slice(0, position.Value).Length);
    }

    /// <summary>Takes the JSON object that starts here, and nothing after it.</summary>
    public JsonFault TakeObject(int maxBytes, int maxDepth, out RawJson value)
    {
        var window = _rest.First;
        var copied = 0;
        while (true)
        {
            var limited = window.Length > maxBytes;
            var fault = ReadObject(limited ? window[..maxBytes] : window, maxDepth, out value);
            if (fault != JsonFault.UnexpectedEnd || limited || window.Length >= _rest.Length)
            {
                Advance(value.Utf8.Length);
                return fault;
            }

            copied = Math.Max(FirstCopy, Math.Max(copied, window.Length) * 2);
            window = _rest.Slice(0, Math.Min(copied, _rest.Length)).ToArray();
        }
    }

    private static JsonFault ReadObject(ReadOnlyMemory<byte> window, int maxDepth, out RawJson value)
    {
        value = default;
        if (window.Span[0] != (byte)'{')
        {
            return JsonFault.Malformed;
        }

        var json = new JsonCursor(window, maxDepth);
        var read = json.TakeRaw(out _);
        if (json.Fault == JsonFault.None && !System.Text.Unicode.Utf8.IsValid(read.Utf8.Span))
        {
            return JsonFault.Malformed;
        }

        value = read;
        return json.Fault;
    }

    private void SkipAny(ReadOnlySpan<byte> values)
    {
        while (!_rest.IsEmpty)
        {
            var segment = _rest.FirstSpan;
            var skipped = segment.IndexOfAnyExcept(values);
            Advance(skipped < 0 ? segment.Length : skipped);
            if (skipped >= 0)
            {
                return;
            }
        }
    }

    private void Advance(long length)
    {
        _rest = _rest.Slice(length);
        Offset += length;
        GoOnToData();
    }

    /// <summary>Slicing may leave an empty first segment behind; the first span must have data while there is any.</summary>
    private void GoOnToData()
    {
        while (_rest.FirstSpan.IsEmpty && !_rest.IsEmpty)
        {
            var next = _rest.Start;
            _rest.TryGet(ref next, out _);
            _rest = _rest.Slice(next);
        }
    }
}
