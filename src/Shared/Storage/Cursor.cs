using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Monitoring.Storage;

/// <summary>The text form of the place where a page ended: a mark of the query that it is good for, then the place.</summary>
internal static class Cursor
{
    private const int MarkLength = 8;

    public static string Write(string scope, ReadOnlySpan<byte> place) => Base64Url.EncodeToString([.. Mark(scope), .. place]);

    /// <summary>Reads a cursor; <see langword="null"/> stays so.</summary>
    /// <exception cref="InvalidCursorException">The text is no cursor, or one of another query.</exception>
    public static byte[]? Read(string? text, string scope)
    {
        if (text is null)
        {
            return null;
        }

        // Whoever made a longer one, it was not this store.
        var bytes = new byte[Math.Min(text.Length, 8 * 1024)];
        if (Base64Url.DecodeFromChars(text, bytes, out _, out var written) != System.Buffers.OperationStatus.Done
            || written < MarkLength
            || !bytes.AsSpan(0, MarkLength).SequenceEqual(Mark(scope)))
        {
            throw new InvalidCursorException();
        }

        return bytes[MarkLength..written];
    }

    private static ReadOnlySpan<byte> Mark(string scope) => SHA256.HashData(Encoding.UTF8.GetBytes(scope)).AsSpan(0, MarkLength);
}
