using System.Text;
using System.Text.Json.Nodes;
using Monitoring.ErrorTracking.SourceMaps.Decoding;

namespace Monitoring.ErrorTracking.Tests.SourceMaps;

/// <summary>Writes source maps: the other direction, made for the tests alone.</summary>
internal static class MapWriter
{
    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /// <summary>Writes lines of mappings, each line ordered by column.</summary>
    public static string Mappings(IReadOnlyList<IReadOnlyList<Mapping>> lines)
    {
        var text = new StringBuilder();
        int source = 0, sourceLine = 0, sourceColumn = 0, name = 0;
        for (var line = 0; line < lines.Count; line++)
        {
            text.Append(line == 0 ? "" : ";");
            var column = 0;
            for (var i = 0; i < lines[line].Count; i++)
            {
                var mapping = lines[line][i];
                text.Append(i == 0 ? "" : ",");
                Write(text, mapping.Column - column);
                column = mapping.Column;
                if (mapping.Source < 0)
                {
                    continue;
                }

                Write(text, mapping.Source - source);
                Write(text, mapping.SourceLine - sourceLine);
                Write(text, mapping.SourceColumn - sourceColumn);
                (source, sourceLine, sourceColumn) = (mapping.Source, mapping.SourceLine, mapping.SourceColumn);
                if (mapping.Name >= 0)
                {
                    Write(text, mapping.Name - name);
                    name = mapping.Name;
                }
            }
        }

        return text.ToString();
    }

    public static JsonObject Map(string mappings, int sources = 3, int names = 5) => new()
    {
        ["version"] = 3,
        ["sources"] = new JsonArray([.. Enumerable.Range(0, sources).Select(i => (JsonNode)$"src/{i}.js")]),
        ["names"] = new JsonArray([.. Enumerable.Range(0, names).Select(i => (JsonNode)$"name{i}")]),
        ["mappings"] = mappings,
    };

    public static SourceMapResult Read(JsonNode map) => SourceMapReader.Read(Encoding.UTF8.GetBytes(map.ToJsonString()));

    private static void Write(StringBuilder text, int value)
    {
        var bits = value < 0 ? ((ulong)-(long)value << 1) | 1 : (ulong)value << 1;
        do
        {
            var digit = (int)(bits & 31);
            bits >>= 5;
            text.Append(Digits[bits > 0 ? digit | 32 : digit]);
        }
        while (bits > 0);
    }
}
