using System.Text;

namespace Monitoring.ErrorTracking.SourceMaps.Decoding;

/// <summary>One source of a map.</summary>
internal sealed class SourceFile(string name, byte[]? content)
{
    private int[]? _lines;

    /// <summary>Its name with the root of the map before it; empty when the map does not tell.</summary>
    public string Name { get; } = name;

    /// <summary>Whether the map says that it is a library's, which people do not want to see.</summary>
    public bool IsIgnored { get; set; }

    public bool HasContent => content is not null;

    /// <summary>How many bytes its content takes.</summary>
    public int Bytes => content?.Length ?? 0;

    /// <summary>A line of it, from 0, without its end; <see langword="null"/> when there is no such line.</summary>
    /// <param name="line">The line, from 0.</param>
    /// <param name="maxBytes">How much of it at most; the rest is cut off.</param>
    public string? Line(int line, int maxBytes)
    {
        if (content is null || line < 0)
        {
            return null;
        }

        // Threads may find the lines at once; they find the same.
        var lines = _lines ??= FindLines(content);
        if (line >= lines.Length)
        {
            return null;
        }

        var text = content.AsSpan(lines[line], (line + 1 < lines.Length ? lines[line + 1] : content.Length) - lines[line]);
        text = text.TrimEnd("\r\n"u8);
        if (text.Length > maxBytes)
        {
            // Not inside a character.
            var end = maxBytes;
            while (end > 0 && (text[end] & 0xC0) == 0x80)
            {
                end--;
            }

            text = text[..end];
        }

        return Encoding.UTF8.GetString(text);
    }

    private static int[] FindLines(byte[] content)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < content.Length; i++)
        {
            var next = content.AsSpan(i).IndexOfAny((byte)'\n', (byte)'\r');
            if (next < 0)
            {
                break;
            }

            i += next;
            if (content[i] == '\r' && i + 1 < content.Length && content[i + 1] == '\n')
            {
                i++;
            }

            starts.Add(i + 1);
        }

        return [.. starts];
    }
}
