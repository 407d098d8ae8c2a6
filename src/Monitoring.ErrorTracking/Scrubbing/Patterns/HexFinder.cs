namespace Monitoring.ErrorTracking.Scrubbing.Patterns;

/// <summary>Finds groups of hexadecimal digits with signs between them, such as UUIDs and addresses of network cards.</summary>
internal sealed class HexFinder(ScrubType type, int[] groups, string signs) : ITextFinder
{
    private readonly int _length = groups.Sum() + groups.Length - 1;

    public static HexFinder Uuid { get; } = new(ScrubType.Uuid, [8, 4, 4, 4, 12], "-");

    public static HexFinder Mac { get; } = new(ScrubType.Mac, [2, 2, 2, 2, 2, 2], ":-");

    public bool MayFind(TextSigns signs) => signs.Length >= _length && (signs.HasHyphen || signs.HasColon);

    public void Find(ReadOnlySpan<char> text, List<Stretch> found)
    {
        for (var position = 0; position + _length <= text.Length; position++)
        {
            var sign = text[(position + groups[0])..].IndexOfAny(signs);
            if (sign < 0)
            {
                return;
            }

            position += sign;
            if (position + _length <= text.Length && Letters.IsStart(text, position) && Letters.IsEnd(text, position + _length) && IsMatch(text.Slice(position, _length)))
            {
                found.Add(new Stretch(position, position + _length, type));
                position += _length - 1;
            }
        }
    }

    private bool IsMatch(ReadOnlySpan<char> text)
    {
        var sign = text[groups[0]];
        var position = 0;
        foreach (var group in groups)
        {
            if (position > 0 && text[position++] != sign)
            {
                return false;
            }

            foreach (var digit in text.Slice(position, group))
            {
                if (!char.IsAsciiHexDigit(digit))
                {
                    return false;
                }
            }

            position += group;
        }

        return true;
    }
}
