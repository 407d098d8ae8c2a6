namespace Monitoring.Storage.LiteDb.Errors.Indexing;

/// <summary>All terms of a project's issues: texts, tags and words.</summary>
internal sealed class IssueTerms
{
    private readonly PostingTable _postings = new();

    public IssueTerms()
    {
        Environments = new TextTerms(_postings, StringComparer.Ordinal);
        Services = new TextTerms(_postings, StringComparer.Ordinal);
        Releases = new TextTerms(_postings, StringComparer.Ordinal);
        Types = new TextTerms(_postings, StringComparer.Ordinal);
        Platforms = new TextTerms(_postings, StringComparer.Ordinal);
        Assignees = new TextTerms(_postings, StringComparer.Ordinal);
        Tags = new TagTerms(_postings);
        Words = new WordTerms(_postings);
    }

    public TextTerms Environments { get; }

    public TextTerms Services { get; }

    public TextTerms Releases { get; }

    public TextTerms Types { get; }

    public TextTerms Platforms { get; }

    public TextTerms Assignees { get; }

    public TagTerms Tags { get; }

    public WordTerms Words { get; }

    /// <summary>Whether most terms belong to no issue any more.</summary>
    public bool IsWorn => _postings.Empty > 10_000 && _postings.Empty > _postings.Count / 2;

    /// <summary>The terms of an issue, each once, in ascending order.</summary>
    public int[] Of(IndexedIssue issue)
    {
        var terms = new List<int>();
        var row = issue.Row;
        terms.AddRange(row.Environments.Select(Environments.Of));
        terms.AddRange(row.Services.Select(Services.Of));
        terms.AddRange(row.Releases.Select(Releases.Of));
        terms.Add(Types.Of(row.Type));
        terms.Add(Platforms.Of(row.Platform));
        if (row.Assignee is { } assignee)
        {
            terms.Add(Assignees.Of(assignee));
        }

        foreach (var (key, totals) in issue.Hashes.SelectMany(hash => hash.Facets.Tags))
        {
            Tags.AddTo(terms, key, totals.Values.Keys);
        }

        Words.AddTo(terms, row.Title);
        Words.AddTo(terms, row.Culprit);
        Words.AddTo(terms, row.Type);
        Words.AddTo(terms, row.SearchText);
        var all = terms.ToArray();
        Array.Sort(all);
        return all.AsSpan().Length == 0 ? all : [.. all.Where((term, i) => i == 0 || all[i - 1] != term)];
    }

    /// <summary>An issue has these terms instead of those.</summary>
    public void Change(int slot, int[] before, int[] after)
    {
        var (old, now) = (0, 0);
        while (old < before.Length || now < after.Length)
        {
            if (now == after.Length || (old < before.Length && before[old] < after[now]))
            {
                _postings.Remove(before[old++], slot);
            }
            else if (old == before.Length || after[now] < before[old])
            {
                _postings.Add(after[now++], slot);
            }
            else
            {
                old++;
                now++;
            }
        }
    }

    public long EstimateBytes() =>
        (_postings.Count * 64L) + (2 * (Environments.Length + Services.Length + Releases.Length + Types.Length + Platforms.Length + Assignees.Length + Tags.Length + Words.Length));
}
