using System.Globalization;
using System.Text;
using System.Text.Json;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Reads fields that are texts. What is malformed is consumed, noted and absent; <c>null</c> is absent.</summary>
internal static class TextFields
{
    private const string Ellipsis = "...";

    /// <summary>A text that repeats from event to event: a name, a path, a type.</summary>
    public static string? ReadName(this EventScope scope, ref JsonCursor json, string field, TextLimit limit)
    {
        if (json.Kind != JsonValueKind.String)
        {
            return scope.ReadNoText(ref json, field);
        }

        var raw = json.TakeString(out var escaped);
        var text = scope.Strings.Get(raw, escaped);
        return raw.Length <= limit.Uncut ? text : scope.Cut(field, text, limit);
    }

    /// <summary>A text that is another one each time, or that says something about a person.</summary>
    public static string? ReadText(this EventScope scope, ref JsonCursor json, string field, TextLimit limit)
    {
        if (json.Kind != JsonValueKind.String)
        {
            return scope.ReadNoText(ref json, field);
        }

        var raw = json.TakeString(out var escaped);
        var text = JsonText.Decode(raw, escaped);
        return raw.Length <= limit.Uncut ? text : scope.Cut(field, text, limit);
    }

    /// <summary>A text, or a number or boolean in its place.</summary>
    public static string? ReadLenientText(this EventScope scope, ref JsonCursor json, string field, TextLimit limit) => json.Kind switch
    {
        JsonValueKind.Number => scope.Cut(field, Encoding.ASCII.GetString(json.TakeScalar()), limit),
        JsonValueKind.True or JsonValueKind.False => ReadBooleanAsText(ref json),
        _ => scope.ReadText(ref json, field, limit),
    };

    /// <summary>A text that repeats from event to event, or a number or boolean in its place; of any length.</summary>
    public static string? ReadLenientName(this EventScope scope, ref JsonCursor json, string field) =>
        json.Kind == JsonValueKind.String ? scope.ReadName(ref json, field, Limits.Unbounded) : scope.ReadLenientText(ref json, field, Limits.Tag);

    /// <summary>A text, or the JSON of any other value in its place.</summary>
    public static string? ReadTextOrJson(this EventScope scope, ref JsonCursor json, string field, TextLimit limit)
    {
        if (json.Kind is JsonValueKind.String or JsonValueKind.Null)
        {
            return scope.ReadText(ref json, field, limit);
        }

        var raw = json.TakeRaw(out _);
        return scope.Cut(field, raw.ToString(), limit);
    }

    /// <summary>Cuts a text that is too long, between characters.</summary>
    public static string Cut(this EventScope scope, string field, string text, TextLimit limit)
    {
        // No text has more characters than UTF-16 units, so that most need no counting.
        if (text.Length <= limit.Uncut || CountCharacters(text) <= limit.Uncut)
        {
            return text;
        }

        scope.Report(field, EventProblemCodes.ValueTooLong, string.Create(CultureInfo.InvariantCulture, $"longer than {limit.Max} characters"));
        return string.Concat(text.AsSpan(0, LengthOf(text, limit.Max - Ellipsis.Length)), Ellipsis);
    }

    /// <summary>Notes that a value has the wrong type, and consumes it; <c>null</c> is no fault.</summary>
    public static void SkipUnexpected(this EventScope scope, ref JsonCursor json, string field, string expected)
    {
        if (!json.TakeNull())
        {
            json.Skip();
            scope.Report(field, EventProblemCodes.InvalidData, expected);
        }
    }

    /// <summary>How many UTF-16 units a number of characters takes.</summary>
    public static int LengthOf(ReadOnlySpan<char> text, int characters)
    {
        var length = 0;
        for (; characters > 0 && length < text.Length; characters--)
        {
            length += char.IsHighSurrogate(text[length]) && length + 1 < text.Length ? 2 : 1;
        }

        return length;
    }

    private static int CountCharacters(string text)
    {
        var count = text.Length;
        foreach (var unit in text)
        {
            count -= char.IsLowSurrogate(unit) ? 1 : 0;
        }

        return count;
    }

    private static string? ReadNoText(this EventScope scope, ref JsonCursor json, string field)
    {
        scope.SkipUnexpected(ref json, field, "expected a string");
        return null;
    }

    /// <summary>In the spelling of the protocol's first implementation, in which tags and fingerprints were always compared.</summary>
    private static string ReadBooleanAsText(ref JsonCursor json)
    {
        var isTrue = json.Kind == JsonValueKind.True;
        json.Skip();
        return isTrue ? "True" : "False";
    }
}
