using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Monitoring.Testing.Rendering;

/// <summary>
/// Writes values as short texts that are equal when the values are, so that a comparison covers every field and its
/// failure can be read.
/// </summary>
internal static class Render
{
    private const int ShownCharacters = 60;

    /// <summary>A text in quotes with everything unusual escaped; a long one is cut and completed by a hash.</summary>
    public static string Text(string? text)
    {
        if (text is null)
        {
            return "null";
        }

        var shown = text.Length <= ShownCharacters ? text : text[..ShownCharacters];
        var escaped = new StringBuilder("\"");
        foreach (var character in shown)
        {
            escaped = character is >= ' ' and < '\u007f' and not '"' and not '\\'
                ? escaped.Append(character)
                : escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
        }

        escaped.Append('"');
        return text.Length <= ShownCharacters ? escaped.ToString() : $"{escaped}..({text.Length}, {Hash(CharacterBytes(text))})";
    }

    public static string Bytes(ReadOnlyMemory<byte> bytes) => bytes.Length switch
    {
        0 => "empty",
        <= 16 => Convert.ToHexStringLower(bytes.Span),
        _ => $"{bytes.Length} bytes {Hash(bytes.Span)}",
    };

    /// <summary>To the tick; whatever offset it was given with, an instant is the same.</summary>
    public static string Instant(DateTimeOffset? instant) => instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture) ?? "null";

    public static string List<T>(IEnumerable<T> items, Func<T, string> render) => $"[{string.Join(", ", items.Select(render))}]";

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 6));

    private static ReadOnlySpan<byte> CharacterBytes(string text) => MemoryMarshal.AsBytes(text.AsSpan());
}
