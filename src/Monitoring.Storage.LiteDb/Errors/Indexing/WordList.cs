namespace Monitoring.Storage.LiteDb.Errors.Indexing;

/// <summary>Words one after the other in one text, which is looked through faster than many.</summary>
internal sealed class WordList
{
    private const char Mark = '\0';

    private readonly List<int> _starts = [];
    private readonly List<int> _terms = [];
    private char[] _text = new char[256];
    private int _length;

    public void Add(string word, int term)
    {
        if (_length + word.Length + 2 > _text.Length)
        {
            Array.Resize(ref _text, (_text.Length * 2) + word.Length);
        }

        _starts.Add(_length);
        _terms.Add(term);
        _text[_length] = Mark;
        word.CopyTo(_text.AsSpan(_length + 1));
        _length += word.Length + 1;
        _text[_length] = Mark;
    }

    /// <summary>The terms of the words that contain a word.</summary>
    /// <param name="word">The word.</param>
    /// <param name="isBegin">Whether they must begin with it.</param>
    /// <param name="isEnd">Whether they must end with it.</param>
    public List<int> Find(string word, bool isBegin, bool isEnd)
    {
        var wanted = $"{(isBegin ? "\0" : "")}{word}{(isEnd ? "\0" : "")}";
        var found = new List<int>();
        var text = _text.AsSpan(0, _length + 1);
        for (var at = 0; at < text.Length && text[at..].IndexOf(wanted, StringComparison.Ordinal) is >= 0 and var next;)
        {
            var index = _starts.BinarySearch(at + next);
            index = index < 0 ? ~index - 1 : index;
            found.Add(_terms[index]);

            // Once for each word is enough.
            at = index + 1 < _starts.Count ? _starts[index + 1] : text.Length;
        }

        return found;
    }
}
