using System.Buffers;
using Monitoring.Core.Redaction;

namespace Monitoring.ErrorTracking.Scrubbing.Patterns;

/// <summary>Finds the values of parameters whose name tells of a secret, in URLs and in bodies of forms: <c>?token=x&amp;pin=1</c>.</summary>
internal sealed class QueryFinder(SecretScanner scanner) : ITextFinder
{
    private const int MaxName = 128;

    private static readonly SearchValues<char> EndOfValue = SearchValues.Create("&;# \t\r\n\"'`<>)]}");
    private static readonly SearchValues<char> NameLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.[]%$:");
    private static readonly SearchValues<char> BeforeName = SearchValues.Create("?&;#");

    public bool MayFind(TextSigns signs) => signs.HasEquals;

    public void Find(ReadOnlySpan<char> text, List<Stretch> found)
    {
        var position = 0;
        while (text[position..].IndexOf('=') is var offset and >= 0)
        {
            var equals = position + offset;
            var from = Math.Max(position, equals - MaxName);
            var before = text[from..equals].LastIndexOfAny(BeforeName);
            var name = text[(from + before + 1)..equals];
            position = equals + 1;
            if ((before < 0 && from > 0) || name.IsEmpty || name.ContainsAnyExcept(NameLetters) || !scanner.IsSensitiveName(Decoded(name)))
            {
                continue;
            }

            var length = text[position..].IndexOfAny(EndOfValue);
            var end = length < 0 ? text.Length : position + length;
            if (end > position)
            {
                found.Add(new Stretch(position, end, ScrubType.Password));
                position = end;
            }
        }
    }

    private static ReadOnlySpan<char> Decoded(ReadOnlySpan<char> name) => name.Contains('%') ? Uri.UnescapeDataString(name) : name;
}
