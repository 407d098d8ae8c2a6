using System.Buffers.Binary;

namespace Monitoring.Storage.Sqlite.Database;

/// <summary>
/// Text as bytes that sort as the text does ordinally: its UTF-16 code units, the high byte first. The UTF-8 bytes by which SQLite orders text would put what lies
/// beyond U+FFFF behind U+E000 to U+FFFF, and could not hold every string.
/// </summary>
internal static class OrdinalKey
{
    public static byte[] Encode(string text)
    {
        var bytes = new byte[text.Length * sizeof(char)];
        for (var i = 0; i < text.Length; i++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(i * sizeof(char)), text[i]);
        }

        return bytes;
    }

    public static string Decode(byte[] bytes) => string.Create(
        bytes.Length / sizeof(char),
        bytes,
        static (text, bytes) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = (char)BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(i * sizeof(char)));
            }
        });
}
