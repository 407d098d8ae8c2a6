using System.Text;

namespace Monitoring.Storage.PostgreSql.Connections;

/// <summary>
/// Texts as the database takes them: its text holds no NUL. U+0001 begins an escape: <c>U+0001 0</c> is NUL, <c>U+0001 1</c> is U+0001 itself, <c>U+0001 2</c> is U+0002, which
/// stands before each of several texts in one. All other texts stay as they are.
/// </summary>
internal static class PgText
{
    private const char Mark = '\u0001';
    private const char Several = '\u0002';

    public static string Escape(string text)
    {
        if (!text.AsSpan().ContainsAny('\0', Mark, Several))
        {
            return text;
        }

        return new StringBuilder(text).Replace("\u0001", "\u00011").Replace("\0", "\u00010").Replace("\u0002", "\u00012").ToString();
    }

    public static string? EscapeOptional(string? text) => text is null ? null : Escape(text);

    public static string Unescape(string stored) =>
        stored.Contains(Mark, StringComparison.Ordinal) ? new StringBuilder(stored).Replace("\u00010", "\0").Replace("\u00012", "\u0002").Replace("\u00011", "\u0001").ToString() : stored;

    /// <summary>Several texts in one, for statements that take a column of arrays.</summary>
    public static string Join(IEnumerable<string> texts) => string.Concat(texts.Select(text => Several + Escape(text)));

    /// <summary>How a statement makes an array of a column of what <see cref="Join"/> gave.</summary>
    public static string Split(string column) => $"(string_to_array({column}, chr(2)))[2:]";
}
