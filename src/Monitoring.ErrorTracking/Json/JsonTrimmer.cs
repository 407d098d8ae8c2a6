using System.Buffers;
using System.Text.Json;

namespace Monitoring.ErrorTracking.Json;

/// <summary>
/// Cuts a value down to a limit: white space goes first, containers that lie too deep become <c>null</c>, then the end is left out: strings
/// end in <c>...</c>, containers lose their last members. What comes out is within the limit, so cutting it again changes nothing.
/// </summary>
internal sealed class JsonTrimmer
{
    private const int NullLength = 4;
    private const int ShortestCutString = 5;

    private readonly ArrayBufferWriter<byte> _output;
    private readonly int _levels;

    /// <summary>Bytes that are left, those that close the open containers already taken off.</summary>
    private int _budget;
    private bool _cut;

    private JsonTrimmer(JsonLimit limit, int capacity)
    {
        _output = new ArrayBufferWriter<byte>(Math.Min(limit.Bytes, capacity));
        _levels = limit.Levels;
        _budget = limit.Bytes;
    }

    /// <summary>The value cut to the limit.</summary>
    /// <param name="value">A valid value.</param>
    /// <param name="limit">At least 5 bytes and 1 level.</param>
    /// <param name="cut">Whether anything but white space was lost.</param>
    public static RawJson Trim(RawJson value, JsonLimit limit, out bool cut)
    {
        var trimmer = new JsonTrimmer(limit, value.Utf8.Length);
        var json = new JsonCursor(value.Utf8);
        trimmer.Write(ref json, level: 1);
        cut = trimmer._cut;
        return new RawJson(trimmer._output.WrittenMemory);
    }

    /// <summary>Writes a value for which the shortest cut string would fit.</summary>
    private void Write(ref JsonCursor json, int level)
    {
        switch (json.Kind)
        {
            case JsonValueKind.Object or JsonValueKind.Array:
                WriteContainer(ref json, level);
                break;
            case JsonValueKind.String:
                WriteString(json.TakeString(out _));
                break;
            default:
                var scalar = json.TakeScalar();
                _cut |= scalar.Length > _budget;
                Append(scalar.Length <= _budget ? scalar : "null"u8);
                break;
        }
    }

    private void WriteContainer(ref JsonCursor json, int level)
    {
        if (level >= _levels)
        {
            var raw = json.TakeRaw(out var levels);
            _cut |= levels > 1;
            Append(levels == 1 ? (raw.Kind == JsonValueKind.Object ? "{}"u8 : "[]"u8) : "null"u8);
            return;
        }

        var isObject = json.EnterObject();
        if (!isObject)
        {
            json.EnterArray();
        }

        _budget--;
        Append(isObject ? "{"u8 : "["u8);
        var first = true;
        ReadOnlySpan<byte> name = default;
        while (isObject ? json.NextRawProperty(out name, out _) : json.NextElement())
        {
            if (TryStartMember(name, isObject, first))
            {
                Write(ref json, level + 1);
                first = false;
            }
            else
            {
                json.Skip();
            }
        }

        _budget++;
        Append(isObject ? "}"u8 : "]"u8);
    }

    /// <summary>Writes what stands before a member's value when the shortest value fits behind it; once one does not fit, none of the later ones may.</summary>
    private bool TryStartMember(ReadOnlySpan<byte> rawName, bool isObject, bool first)
    {
        var needed = (first ? 0 : 1) + (isObject ? rawName.Length + 3 : 0) + ShortestCutString;
        if (needed > _budget)
        {
            _budget = Math.Min(_budget, NullLength);
            _cut = true;
            return false;
        }

        if (!first)
        {
            Append(","u8);
        }

        if (isObject)
        {
            Append("\""u8);
            Append(rawName);
            Append("\":"u8);
        }

        return true;
    }

    private void WriteString(ReadOnlySpan<byte> raw)
    {
        var room = _budget - 2;
        Append("\""u8);
        if (raw.Length <= room)
        {
            Append(raw);
        }
        else
        {
            _cut = true;
            Append(raw[..JsonText.CutAt(raw, room - 3)]);
            Append("..."u8);
        }

        Append("\""u8);
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        _output.Write(bytes);
        _budget -= bytes.Length;
    }
}
