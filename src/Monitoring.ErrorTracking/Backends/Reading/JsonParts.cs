using System.Globalization;
using System.Text.Json;

namespace Monitoring.ErrorTracking.Backends.Reading;

/// <summary>Reads members of JSON from elsewhere: what is not there or of another type is nothing.</summary>
internal static class JsonParts
{
    public static readonly JsonDocumentOptions Options = new() { MaxDepth = 128 };

    /// <summary>A member of an object; undefined when it is not there.</summary>
    public static JsonElement Member(this JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;
        }
        catch (InvalidOperationException)
        {
            // Half a character in the name of any member keeps the others from being looked up.
            return default;
        }
    }

    /// <summary>A text, or a number as text.</summary>
    public static string? Text(this JsonElement element, string name) => element.Member(name).AsText();

    public static string? AsText(this JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.String => element.GetString(),
                JsonValueKind.Number => element.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // Half a character is no text.
            return null;
        }
    }

    public static bool Flag(this JsonElement element, string name) => element.Member(name).ValueKind == JsonValueKind.True;

    /// <summary>A whole number, also one in quotes.</summary>
    public static long? Number(this JsonElement element, string name) => element.Member(name).AsNumber();

    public static long? AsNumber(this JsonElement element) =>
        long.TryParse(element.AsText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A number that a line or column can be.</summary>
    public static int? Position(this JsonElement element, string name) => element.Number(name) is >= 0 and <= int.MaxValue and var number ? (int)number : null;

    /// <summary>An instant with an offset; one without is taken for UTC.</summary>
    public static DateTimeOffset? Instant(this JsonElement element, string name) =>
        DateTimeOffset.TryParse(element.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant : null;

    public static IEnumerable<JsonElement> Items(this JsonElement element) => element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];

    /// <summary>An address of a page; nothing else, so that it may become a link.</summary>
    public static string? Page(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" ? url!.AbsoluteUri : null;
}
