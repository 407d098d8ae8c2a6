using System.Runtime.InteropServices;
using System.Text.Json;

namespace Monitoring.AspNetCore.SentryApi.Events;

/// <summary>
/// Takes parts of a normalised event over as they stand, to the byte: senders may have written half a character, which is no text that could be read and
/// written again.
/// </summary>
internal static class RawParts
{
    public static void Raw(this Utf8JsonWriter writer, JsonElement value) => writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);

    /// <summary>Writes the member of an object under a name; null when it is not there.</summary>
    public static void Take(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, JsonElement from, ReadOnlySpan<byte> member)
    {
        writer.WritePropertyName(name);
        if (from.ValueKind == JsonValueKind.Object && from.TryGetProperty(member, out var value))
        {
            writer.Raw(value);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    /// <summary>Writes the member of an object under a name, or an empty object or list in its place.</summary>
    public static void TakeOr(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, JsonElement from, ReadOnlySpan<byte> member, ReadOnlySpan<byte> otherwise)
    {
        writer.WritePropertyName(name);
        if (from.ValueKind == JsonValueKind.Object && from.TryGetProperty(member, out var value) && value.ValueKind != JsonValueKind.Null)
        {
            writer.Raw(value);
        }
        else
        {
            writer.WriteRawValue(otherwise, skipInputValidation: true);
        }
    }

    /// <summary>The items under <c>values</c> of a member; none when it is not there.</summary>
    public static IEnumerable<JsonElement> Values(this JsonElement from, string member) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(member, out var list) && list.ValueKind == JsonValueKind.Object
            && list.TryGetProperty("values", out var values) && values.ValueKind == JsonValueKind.Array
            ? values.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object)
            : [];
}
