using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Containers;

/// <summary>Reads the attributes of an entry: <c>{"name":{"value":...,"type":"string"}}</c>.</summary>
internal static class AttributeText
{
    /// <summary>The value of an attribute as text, stepping over its name and type; null when it is none.</summary>
    public static string? Value(ref JsonCursor json)
    {
        if (!json.EnterObject())
        {
            // Older senders write the bare value.
            return JsonScalars.AnyText(ref json);
        }

        string? value = null;
        while (json.NextProperty(out var name))
        {
            if (name.SequenceEqual("value"u8))
            {
                value = JsonScalars.AnyText(ref json);
            }
            else
            {
                json.Skip();
            }
        }

        return value;
    }
}
