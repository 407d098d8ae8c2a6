using Monitoring.Storage.Errors;

namespace Monitoring.Storage.LiteDb.Errors.Indexing;

/// <summary>
/// Which issues have which words. A text that is looked for need not begin or end with a word: the words of the index are few beside the issues, so that all of
/// them are looked through for its first and last one.
/// </summary>
internal sealed class WordTerms(PostingTable postings)
{
    /// <summary>Words beyond are not told apart.</summary>
    private const int MaxWords = 200_000;

    // Longer ones are ids and encoded data; who looks for a part of one finds it all the same.
    private const int MaxLength = 64;

    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
    private readonly WordList _list = new();
    private readonly int _others = postings.Open();

    /// <summary>The characters of all words.</summary>
    public long Length { get; private set; }

    public void AddTo(List<int> terms, string text) => Words.Split(text, (word, _) => terms.Add(Of(word)));

    /// <summary>The issues that may contain a text; <see langword="null"/> when the words say nothing about it.</summary>
    public Bitmap? Find(string text, int capacity)
    {
        Bitmap? found = null;
        Words.Split(text, (word, start) =>
        {
            var pattern = TextPattern.Of([.. start == 0 ? [""] : Array.Empty<string>(), word, .. start + word.Length == text.Length ? [""] : Array.Empty<string>()]);
            var slots = Find(pattern, word, capacity);
            if (found is null)
            {
                found = slots;
            }
            else
            {
                found.And(slots);
            }
        });
        return found;
    }

    private Bitmap Find(TextPattern pattern, string word, int capacity)
    {
        var slots = new Bitmap(capacity);
        postings.AddTo(_others, slots);
        if (pattern.IsExact)
        {
            if (_words.TryGetValue(word, out var term))
            {
                postings.AddTo(term, slots);
            }

            return slots;
        }

        foreach (var term in _list.Find(word, pattern.Parts[0].Length > 0, pattern.Parts[^1].Length > 0))
        {
            postings.AddTo(term, slots);
        }

        return slots;
    }

    private int Of(string word)
    {
        if (_words.TryGetValue(word, out var term))
        {
            return term;
        }

        if (_words.Count >= MaxWords || word.Length > MaxLength)
        {
            return _others;
        }

        _words.Add(word, term = postings.Open());
        _list.Add(word, term);
        Length += word.Length;
        return term;
    }
}
