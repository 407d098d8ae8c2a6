namespace Monitoring.ErrorTracking.Scrubbing.Patterns;

/// <summary>Finds data of one type in texts. Safe for any number of threads.</summary>
internal interface ITextFinder
{
    /// <summary>Whether a text with these signs can have any.</summary>
    bool MayFind(TextSigns signs);

    void Find(ReadOnlySpan<char> text, List<Stretch> found);
}
