using System.Text.Json;

namespace Monitoring.ErrorTracking.SourceMaps.Decoding;

/// <summary>Reads the values of a source map's properties. The reader stands at the name, and afterwards at the end of the value.</summary>
internal static class SourceMapValues
{
    /// <summary>An array of texts; what is none in it is <see langword="null"/>.</summary>
    public static List<string?> Texts(ref Utf8JsonReader reader, string name, int limit)
    {
        var texts = new List<string?>();
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return texts;
        }

        Expect(ref reader, JsonTokenType.StartArray, $"{name}: must be an array.");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (texts.Count == limit)
            {
                throw new SourceMapFault($"{name}: there are more than {limit}.");
            }

            texts.Add(Value(ref reader));
        }

        return texts;
    }

    /// <summary>The contents of sources in UTF-8; what is no text is <see langword="null"/>.</summary>
    public static List<byte[]?> Contents(ref Utf8JsonReader reader)
    {
        var contents = new List<byte[]?>();
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return contents;
        }

        Expect(ref reader, JsonTokenType.StartArray, "sourcesContent: must be an array.");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (contents.Count == SourceMapLimits.Sources)
            {
                throw new SourceMapFault($"sourcesContent: there are more than {SourceMapLimits.Sources}.");
            }

            contents.Add(Content(ref reader));
        }

        return contents;
    }

    private static byte[]? Content(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        var bytes = new byte[reader.ValueSpan.Length];
        var length = reader.CopyString(bytes);
        Array.Resize(ref bytes, length);
        return bytes;
    }

    /// <summary>An array of whole numbers; what is none in it is left out.</summary>
    public static HashSet<int> Numbers(ref Utf8JsonReader reader)
    {
        var numbers = new HashSet<int>();
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return numbers;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) && numbers.Count < SourceMapLimits.Sources)
            {
                numbers.Add(number);
            }
            else
            {
                reader.Skip();
            }
        }

        return numbers;
    }

    /// <summary>A whole number.</summary>
    public static int? Number(ref Utf8JsonReader reader, string name)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number)
            ? number
            : throw new SourceMapFault($"{name}: a whole number is expected.");
    }

    /// <summary>A text; <see langword="null"/> when it is something else.</summary>
    public static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return Value(ref reader);
    }

    /// <summary>A text; something else is as good as nothing.</summary>
    private static string? Value(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        reader.Skip();
        return null;
    }

    /// <summary>Refuses what is of another type.</summary>
    public static void Expect(ref Utf8JsonReader reader, JsonTokenType type, string problem)
    {
        if (reader.TokenType != type)
        {
            throw new SourceMapFault(problem);
        }
    }
}
