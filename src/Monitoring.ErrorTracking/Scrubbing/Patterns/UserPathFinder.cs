using System.Buffers;

namespace Monitoring.ErrorTracking.Scrubbing.Patterns;

/// <summary>Finds the name of the user in paths of home directories: <c>/home/ann/</c>, <c>/Users/ann/</c>, <c>C:\Users\ann\</c>.</summary>
internal sealed class UserPathFinder : ITextFinder
{
    private static readonly SearchValues<string> Homes = SearchValues.Create(
        ["/home/", "/Users/", "\\Users\\", "\\\\Users\\\\", "\\Documents and Settings\\"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<char> EndOfName = SearchValues.Create("/\\:*?\"<>|\r\n\t,;'()[]{}");

    public bool MayFind(TextSigns signs) => signs.Length > "/home/".Length;

    public void Find(ReadOnlySpan<char> text, List<Stretch> found)
    {
        var position = 0;
        while (text[position..].IndexOfAny(Homes) is var offset and >= 0)
        {
            var home = position + offset;
            var separator = text[home];
            var start = home + 1;
            while (start < text.Length && text[start] == separator)
            {
                start++;
            }

            start += text[start..].IndexOf(separator) + 1;
            while (start < text.Length && text[start] == separator)
            {
                start++;
            }

            var length = text[start..].IndexOfAny(EndOfName);
            var end = length < 0 ? text.Length : start + length;
            if (end > start)
            {
                found.Add(new Stretch(start, end, ScrubType.UserPath));
            }

            position = Math.Max(end, home + 1);
        }
    }
}
