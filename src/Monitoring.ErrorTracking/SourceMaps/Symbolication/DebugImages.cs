using System.Text.Json;
using Monitoring.ErrorTracking.Json;
using Monitoring.ErrorTracking.SourceMaps.Decoding;

namespace Monitoring.ErrorTracking.SourceMaps.Symbolication;

/// <summary>Reads which files of an event have which debug ids: <c>debug_meta.images</c> of the type <c>sourcemap</c>.</summary>
internal static class DebugImages
{
    private const int MaxImages = 1000;

    public static Dictionary<string, string> Read(RawJson debugMeta)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        if (debugMeta.Kind != JsonValueKind.Object)
        {
            return ids;
        }

        var reader = debugMeta.CreateReader();
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isImages = reader.ValueTextEquals("images"u8);
            reader.Read();
            if (isImages && reader.TokenType == JsonTokenType.StartArray)
            {
                ReadImages(ref reader, ids);
            }
            else
            {
                reader.Skip();
            }
        }

        return ids;
    }

    private static void ReadImages(ref Utf8JsonReader reader, Dictionary<string, string> ids)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            var (file, id) = ReadImage(ref reader);
            if (file is not null && id is not null && ids.Count < MaxImages)
            {
                ids[file] = id;
            }
        }
    }

    private static (string? File, string? Id) ReadImage(ref Utf8JsonReader reader)
    {
        string? type = null, file = null, id = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueTextEquals("type"u8) ? 1 : reader.ValueTextEquals("code_file"u8) ? 2 : reader.ValueTextEquals("debug_id"u8) ? 3 : 0;
            reader.Read();
            if (name == 0 || reader.TokenType != JsonTokenType.String)
            {
                reader.Skip();
                continue;
            }

            var text = reader.GetString();
            (type, file, id) = name switch { 1 => (text, file, id), 2 => (type, text, id), _ => (type, file, text) };
        }

        return type == "sourcemap" ? (file, DebugIds.Normalize(id)) : default;
    }
}
