using System.Buffers.Text;
using System.Text;

namespace Monitoring.Storage.Sqlite;

/// <summary>Where a page ended, as hexadecimal digits or numbers, with the scope: the query that the cursor is good for.</summary>
internal readonly record struct Cursor(string Place, string Name)
{
    private const char Separator = '\n';

    public string Write(string scope) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{scope}{Separator}{Place}{Separator}{Name}"));

    /// <summary>Reads a cursor; <see langword="null"/> stays so.</summary>
    /// <exception cref="InvalidCursorException">The text is no cursor, or one of another query.</exception>
    public static Cursor? Read(string? text, string scope)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(Separator);
            if (parts.Length == 3 && parts[0] == scope)
            {
                return new Cursor(parts[1], parts[2]);
            }
        }
        catch (FormatException)
        {
            // Said below.
        }

        throw new InvalidCursorException();
    }
}
