using System.Text.RegularExpressions;

namespace Monitoring.ErrorTracking.Scrubbing.Patterns;

/// <summary>Finds what a project's expression matches. One that takes too long on a text counts as matching all of it.</summary>
internal sealed class RegexFinder(Regex regex) : ITextFinder
{
    public bool MayFind(TextSigns signs) => true;

    public void Find(ReadOnlySpan<char> text, List<Stretch> found)
    {
        try
        {
            foreach (var match in regex.EnumerateMatches(text))
            {
                if (match.Length > 0)
                {
                    found.Add(new Stretch(match.Index, match.Index + match.Length, ScrubType.Regex));
                }
            }
        }
        catch (RegexMatchTimeoutException)
        {
            found.Clear();
            found.Add(new Stretch(0, text.Length, ScrubType.Regex));
        }
    }
}
