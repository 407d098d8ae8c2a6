using System.Text.Json;

namespace Monitoring.ErrorTracking.Json;

/// <summary>Looks up single properties of objects that are kept as text.</summary>
internal static class JsonObjects
{
    /// <summary>The value of a property, the last one when it is there twice; absent when there is none or the value is no object.</summary>
    public static RawJson Find(RawJson value, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Span<byte> wanted = stackalloc byte[256];
        if (!System.Text.Encoding.UTF8.TryGetBytes(name, wanted, out var length))
        {
            return default;
        }

        var found = default(RawJson);
        var json = new JsonCursor(value.Utf8);
        if (!json.EnterObject())
        {
            return default;
        }

        while (json.NextProperty(out var property))
        {
            var matches = property.SequenceEqual(wanted[..length]);
            var candidate = json.TakeRaw(out _);
            found = matches ? candidate : found;
        }

        return found;
    }

    /// <summary>The text of a property that is a string; null when it is none.</summary>
    public static string? FindText(RawJson value, string name)
    {
        var found = Find(value, name);
        if (found.Kind != JsonValueKind.String)
        {
            return null;
        }

        var raw = new JsonCursor(found.Utf8).TakeString(out var escaped);
        return JsonText.Decode(raw, escaped);
    }
}
