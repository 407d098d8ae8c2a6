using System.Text;

namespace Monitoring.ErrorTracking.Decoding;

/// <summary>
/// The name of a field and of its file, out of a <c>Content-Disposition</c> as strangers write it. (The framework's own reader fails on some of them.)
/// </summary>
internal readonly record struct FieldDisposition(string? Name, string? FileName)
{
    private const string Utf8 = "UTF-8''";

    /// <summary>Reads <c>form-data; name="a"; filename="b"</c>. A name in the extended form of RFC 5987 wins.</summary>
    public static FieldDisposition Read(string value)
    {
        string? name = null;
        string? file = null;
        string? extended = null;
        var position = NextParameter(value, 0);
        while (position < value.Length && value.IndexOf('=', position) is var equals and > 0)
        {
            var key = value[position..equals].Trim();
            var text = ReadValue(value, equals + 1, out var end);
            if (key.Equals("name", StringComparison.OrdinalIgnoreCase))
            {
                name ??= text;
            }
            else if (key.Equals("filename", StringComparison.OrdinalIgnoreCase))
            {
                file ??= text;
            }
            else if (key.Equals("filename*", StringComparison.OrdinalIgnoreCase) && text.StartsWith(Utf8, StringComparison.OrdinalIgnoreCase))
            {
                extended ??= Uri.UnescapeDataString(text[Utf8.Length..]);
            }

            position = NextParameter(value, end);
        }

        return new FieldDisposition(name, extended ?? file);
    }

    private static int NextParameter(string value, int start)
    {
        var semicolon = value.IndexOf(';', start);
        return semicolon < 0 ? value.Length : semicolon + 1;
    }

    /// <summary>Browsers escape a quotation mark as <c>%22</c>, others by a backslash; a backslash before anything else is itself, as in paths.</summary>
    private static string ReadValue(string value, int start, out int end)
    {
        while (start < value.Length && value[start] == ' ')
        {
            start++;
        }

        if (start == value.Length || value[start] != '"')
        {
            var semicolon = value.IndexOf(';', start);
            end = semicolon < 0 ? value.Length : semicolon;
            return value[start..end].Trim();
        }

        var text = new StringBuilder();
        for (end = start + 1; end < value.Length && value[end] != '"'; end++)
        {
            end += value[end] == '\\' && end + 1 < value.Length && value[end + 1] == '"' ? 1 : 0;
            text.Append(value[end]);
        }

        return text.Replace("%22", "\"").ToString();
    }
}
