using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Monitoring.Incidents.Labels;

/// <summary>Texts in double quotes, with the escapes of Go, in which Alertmanager and its configuration write them.</summary>
internal static class QuotedText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Write(string text)
    {
        var written = new StringBuilder("\"");
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' => written.Append("\\\""),
                '\\' => written.Append(@"\\"),
                '\n' => written.Append("\\n"),
                '\r' => written.Append("\\r"),
                '\t' => written.Append("\\t"),
                < ' ' or '\x7f' => written.Append(CultureInfo.InvariantCulture, $"\\x{(int)character:x2}"),
                _ => written.Append(character),
            };
        }

        return written.Append('"').ToString();
    }

    /// <summary>Reads what stands between the quotes.</summary>
    /// <returns>Whether all escapes are ones of Go and what they give is UTF-8.</returns>
    public static bool TryRead(ReadOnlySpan<char> inner, [NotNullWhen(true)] out string? text)
    {
        text = null;
        var bytes = new List<byte>(inner.Length);
        Span<byte> utf8 = stackalloc byte[4];
        while (!inner.IsEmpty)
        {
            if (inner[0] == '\\')
            {
                if (!TryReadEscape(ref inner, bytes, utf8))
                {
                    return false;
                }

                continue;
            }

            if (inner[0] is '\n' || Rune.DecodeFromUtf16(inner, out var rune, out var length) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            bytes.AddRange(utf8[..rune.EncodeToUtf8(utf8)]);
            inner = inner[length..];
        }

        try
        {
            text = Strict.GetString([.. bytes]);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static bool TryReadEscape(scoped ref ReadOnlySpan<char> inner, List<byte> bytes, scoped Span<byte> utf8)
    {
        if (inner.Length < 2)
        {
            return false;
        }

        var kind = inner[1];
        inner = inner[2..];
        var single = kind switch
        {
            'a' => 7,
            'b' => 8,
            'f' => 12,
            'n' => 10,
            'r' => 13,
            't' => 9,
            'v' => 11,
            '\\' => '\\',
            '"' => '"',
            _ => -1,
        };
        if (single >= 0)
        {
            bytes.Add((byte)single);
            return true;
        }

        var (digits, style) = kind switch
        {
            'x' => (2, NumberStyles.AllowHexSpecifier),
            'u' => (4, NumberStyles.AllowHexSpecifier),
            'U' => (8, NumberStyles.AllowHexSpecifier),
            _ => (0, NumberStyles.None),
        };
        return digits > 0 ? TryReadHex(ref inner, digits, style, isByte: kind == 'x', bytes, utf8) : TryReadOctal(ref inner, kind, bytes);
    }

    private static bool TryReadHex(scoped ref ReadOnlySpan<char> inner, int digits, NumberStyles style, bool isByte, List<byte> bytes, scoped Span<byte> utf8)
    {
        if (inner.Length < digits || !uint.TryParse(inner[..digits], style, CultureInfo.InvariantCulture, out var code))
        {
            return false;
        }

        inner = inner[digits..];
        if (isByte)
        {
            bytes.Add((byte)code);
            return true;
        }

        if (!Rune.TryCreate(code, out var rune))
        {
            return false;
        }

        bytes.AddRange(utf8[..rune.EncodeToUtf8(utf8)]);
        return true;
    }

    private static bool TryReadOctal(scoped ref ReadOnlySpan<char> inner, char first, List<byte> bytes)
    {
        if (first is < '0' or > '3' || inner.Length < 2 || inner[0] is < '0' or > '7' || inner[1] is < '0' or > '7')
        {
            return false;
        }

        bytes.Add((byte)(((first - '0') << 6) | ((inner[0] - '0') << 3) | (inner[1] - '0')));
        inner = inner[2..];
        return true;
    }
}
