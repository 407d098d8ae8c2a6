namespace Monitoring.Storage.LiteDb.Errors.Indexing;

/// <summary>The postings of an index by number.</summary>
internal sealed class PostingTable
{
    private Posting[] _postings = new Posting[64];
    private int _next;

    /// <summary>How many terms there are, those without issues included.</summary>
    public int Count => _next;

    /// <summary>How many terms have no issue any more.</summary>
    public int Empty { get; private set; }

    public int Open()
    {
        if (_next == _postings.Length)
        {
            Array.Resize(ref _postings, _next * 2);
        }

        Empty++;
        return _next++;
    }

    public void Add(int term, int slot)
    {
        ref var posting = ref _postings[term];
        Empty -= posting.Count == 0 ? 1 : 0;
        posting.Add(slot);
    }

    public void Remove(int term, int slot)
    {
        ref var posting = ref _postings[term];
        var before = posting.Count;
        posting.Remove(slot);
        Empty += before > 0 && posting.Count == 0 ? 1 : 0;
    }

    public void AddTo(int term, Bitmap slots) => _postings[term].AddTo(slots);
}
