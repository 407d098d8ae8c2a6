using System.Text;
using System.Text.Json;

namespace Monitoring.ErrorTracking.SourceMaps.Decoding;

/// <summary>Reads source maps of version 3, whole ones and those of sections, from their UTF-8 text.</summary>
internal static class SourceMapReader
{
    /// <summary>Reads a map. Bad input is answered with what is wrong and where.</summary>
    public static SourceMapResult Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(WithoutPreamble(utf8), new JsonReaderOptions { MaxDepth = SourceMapLimits.Depth });
            var builder = new SourceMapBuilder();
            reader.Read();
            ReadMap(ref reader, builder, 0, 0, isSection: false);
            return new SourceMapResult(builder.Build(), null);
        }
        catch (SourceMapFault fault)
        {
            return new SourceMapResult(null, fault.Message);
        }
        catch (JsonException exception)
        {
            return new SourceMapResult(null, $"The map is no JSON at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}.");
        }
        catch (InvalidOperationException)
        {
            // The reader's word for text that is no UTF-8, or half of a surrogate pair.
            return new SourceMapResult(null, "The map has a text that is no Unicode.");
        }
    }

    /// <summary>A byte order mark, and the line <c>)]}'</c> that keeps a map from being run as a script.</summary>
    private static ReadOnlySpan<byte> WithoutPreamble(ReadOnlySpan<byte> utf8)
    {
        utf8 = utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
        if (!utf8.StartsWith(")]}"u8))
        {
            return utf8;
        }

        var end = utf8.IndexOf((byte)'\n');
        return end < 0 ? [] : utf8[(end + 1)..];
    }

    private static void ReadMap(ref Utf8JsonReader reader, SourceMapBuilder builder, int line, int column, bool isSection)
    {
        SourceMapValues.Expect(ref reader, JsonTokenType.StartObject, isSection ? "sections: a 'map' must be an object." : "The map must be an object.");
        var part = new SourceMapPart();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("sections"u8))
            {
                reader.Read();
                if (isSection)
                {
                    throw new SourceMapFault("sections: a section has sections of its own.");
                }

                part.HasSections = true;
                ReadSections(ref reader, builder);
            }
            else
            {
                ReadProperty(ref reader, part);
            }
        }

        if (part.Version is not 3)
        {
            throw new SourceMapFault(part.Version is { } version ? $"version: {version} is not 3." : "version: is missing; 3 is expected.");
        }

        builder.DebugId ??= part.DebugId;
        if (part.HasSections)
        {
            return;
        }

        builder.Add(part, line, column);
    }

    private static void ReadProperty(ref Utf8JsonReader reader, SourceMapPart part)
    {
        if (reader.ValueTextEquals("version"u8))
        {
            part.Version = SourceMapValues.Number(ref reader, "version");
        }
        else if (reader.ValueTextEquals("sources"u8))
        {
            part.Sources = SourceMapValues.Texts(ref reader, "sources", SourceMapLimits.Sources);
        }
        else if (reader.ValueTextEquals("names"u8))
        {
            part.Names = SourceMapValues.Texts(ref reader, "names", SourceMapLimits.Names);
        }
        else if (reader.ValueTextEquals("sourcesContent"u8))
        {
            part.Contents = SourceMapValues.Contents(ref reader);
        }
        else if (reader.ValueTextEquals("sourceRoot"u8))
        {
            part.Root = SourceMapValues.Text(ref reader);
        }
        else if (reader.ValueTextEquals("debugId"u8) || reader.ValueTextEquals("debug_id"u8))
        {
            part.DebugId = DebugIds.Normalize(SourceMapValues.Text(ref reader)) ?? part.DebugId;
        }
        else if (reader.ValueTextEquals("ignoreList"u8) || reader.ValueTextEquals("x_google_ignoreList"u8))
        {
            part.Ignored = SourceMapValues.Numbers(ref reader);
        }
        else if (reader.ValueTextEquals("mappings"u8))
        {
            reader.Read();
            SourceMapValues.Expect(ref reader, JsonTokenType.String, "mappings: must be a text.");
            part.Mappings = reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan.ToArray();
        }
        else
        {
            reader.Skip();
        }
    }

    private static void ReadSections(ref Utf8JsonReader reader, SourceMapBuilder builder)
    {
        SourceMapValues.Expect(ref reader, JsonTokenType.StartArray, "sections: must be an array.");
        (int Line, int Column) before = (0, 0);
        for (var count = 1; reader.Read() && reader.TokenType != JsonTokenType.EndArray; count++)
        {
            if (count > SourceMapLimits.Sections)
            {
                throw new SourceMapFault($"sections: there are more than {SourceMapLimits.Sections}.");
            }

            var offset = ReadSection(ref reader, builder, before, count);
            before = offset;
        }
    }

    /// <summary>The offset may stand behind the map that it is for.</summary>
    private static (int Line, int Column) ReadSection(ref Utf8JsonReader reader, SourceMapBuilder builder, (int Line, int Column) before, int count)
    {
        SourceMapValues.Expect(ref reader, JsonTokenType.StartObject, $"sections: section {count} is no object.");
        (int Line, int Column)? offset = null;
        Utf8JsonReader map = default;
        var hasMap = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("offset"u8))
            {
                offset = Offset(ref reader, count);
            }
            else if (reader.ValueTextEquals("map"u8))
            {
                reader.Read();
                map = reader;
                hasMap = true;
                reader.Skip();
            }
            else
            {
                reader.Skip();
            }
        }

        if (offset is not { } place || !hasMap)
        {
            throw new SourceMapFault($"sections: section {count} has no 'offset' or no 'map'; a section by 'url' is not taken.");
        }

        if (place.CompareTo(before) < 0)
        {
            throw new SourceMapFault($"sections: section {count} begins before the one before it.");
        }

        ReadMap(ref map, builder, place.Line, place.Column, isSection: true);
        return place;
    }

    private static (int Line, int Column) Offset(ref Utf8JsonReader reader, int count)
    {
        reader.Read();
        SourceMapValues.Expect(ref reader, JsonTokenType.StartObject, $"sections: the offset of section {count} is no object.");
        int? line = null, column = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("line"u8))
            {
                line = SourceMapValues.Number(ref reader, "sections");
            }
            else if (reader.ValueTextEquals("column"u8))
            {
                column = SourceMapValues.Number(ref reader, "sections");
            }
            else
            {
                reader.Skip();
            }
        }

        return line >= 0 && column >= 0 ? (line.Value, column.Value) : throw new SourceMapFault($"sections: the offset of section {count} has no line or column.");
    }
}
