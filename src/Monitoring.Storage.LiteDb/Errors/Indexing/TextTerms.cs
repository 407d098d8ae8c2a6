using Monitoring.Storage.Errors;

namespace Monitoring.Storage.LiteDb.Errors.Indexing;

/// <summary>The texts of one kind, such as releases: which issues have which.</summary>
internal sealed class TextTerms(PostingTable postings, IEqualityComparer<string> comparer)
{
    private readonly Dictionary<string, int> _terms = new(comparer);

    /// <summary>The characters of all texts.</summary>
    public long Length { get; private set; }

    public int Of(string text)
    {
        if (!_terms.TryGetValue(text, out var term))
        {
            _terms.Add(text, term = postings.Open());
            Length += text.Length;
        }

        return term;
    }

    public Bitmap Find(TextPattern pattern, int capacity, StringComparison comparison = StringComparison.Ordinal)
    {
        var found = new Bitmap(capacity);
        if (pattern.IsExact)
        {
            if (_terms.TryGetValue(pattern.Parts[0], out var term))
            {
                postings.AddTo(term, found);
            }

            return found;
        }

        foreach (var (text, term) in _terms)
        {
            if (pattern.Matches(text, comparison))
            {
                postings.AddTo(term, found);
            }
        }

        return found;
    }
}
