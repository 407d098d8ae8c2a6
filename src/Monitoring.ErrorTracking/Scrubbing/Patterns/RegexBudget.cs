using System.Diagnostics;

namespace Monitoring.ErrorTracking.Scrubbing.Patterns;

/// <summary>
/// How much time the expressions of a project may take for one event with all its texts. Once it is spent, each further text that an expression is to
/// search counts as a match as a whole: rather too much is taken out than too little.
/// </summary>
internal sealed class RegexBudget
{
    /// <summary>The time of an event; also of one text. The last text may go beyond it by as much.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private TimeSpan _used;

    public bool IsSpent => _used >= Longest;

    /// <summary>Searches, or finds everything when the time is over.</summary>
    public void Find(ITextFinder finder, string text, List<Stretch> found)
    {
        if (IsSpent)
        {
            if (text.Length > 0)
            {
                found.Add(new Stretch(0, text.Length, ScrubType.Regex));
            }

            return;
        }

        var start = Stopwatch.GetTimestamp();
        finder.Find(text, found);
        _used += Stopwatch.GetElapsedTime(start);
    }
}
