using System.Buffers;
using System.Collections.Frozen;

namespace Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

/// <summary>The rules that are filed under the texts of one field.</summary>
internal sealed class FieldIndex
{
    /// <summary>How many characters at the beginning or end of a text lead to its rules; as many as one number holds.</summary>
    public const int KeyLength = 4;

    private readonly FrozenDictionary<string, int[]> _exact;
    private readonly FrozenDictionary<ulong, FiledRule[]>?[] _heads;
    private readonly FrozenDictionary<ulong, FiledRule[]>?[] _tails;
    private readonly KeyValuePair<string, int[]>[] _inside;
    private readonly SearchValues<string> _anyInside;

    public FieldIndex(
        Dictionary<string, List<int>> exact,
        Dictionary<string, List<FiledRule>> heads,
        Dictionary<string, List<FiledRule>> tails,
        Dictionary<string, List<int>> inside)
    {
        _exact = exact.ToFrozenDictionary(entry => entry.Key, entry => entry.Value.ToArray(), StringComparer.Ordinal);
        _heads = ByLength(heads);
        _tails = ByLength(tails);
        _inside = [.. inside.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.ToArray()))];
        _anyInside = SearchValues.Create([.. inside.Keys], StringComparison.Ordinal);
        IsEmpty = exact.Count + heads.Count + tails.Count + inside.Count == 0;
    }

    public bool IsEmpty { get; }

    /// <summary>Adds the rules that a frame with a text may match; one of them more than once when several alternatives of its pattern fit.</summary>
    public void Find(string? text, int frame, List<Candidate> found, RuleBudget budget)
    {
        if (text is null || IsEmpty)
        {
            return;
        }

        if (_exact.TryGetValue(text, out var rules))
        {
            Add(rules, frame, found);
        }

        for (var length = Math.Min(KeyLength, text.Length); length > 0; length--)
        {
            if (_heads[length] is { } heads && heads.TryGetValue(Pack(text.AsSpan(0, length)), out var beginning) && budget.TrySpend(beginning.Length))
            {
                AddHeads(beginning, text, frame, found);
            }

            if (_tails[length] is { } tails && tails.TryGetValue(Pack(text.AsSpan(text.Length - length)), out var ending) && budget.TrySpend(ending.Length))
            {
                AddTails(ending, text, frame, found);
            }
        }

        if (_inside.Length > 0 && text.AsSpan().ContainsAny(_anyInside) && budget.TrySpend((long)_inside.Length * RuleBudget.WeightOf(text.Length)))
        {
            AddInside(text, frame, found);
        }
    }

    private static void AddHeads(FiledRule[] filed, string text, int frame, List<Candidate> found)
    {
        foreach (var (literal, rule) in filed)
        {
            if (text.StartsWith(literal, StringComparison.Ordinal))
            {
                found.Add(new Candidate(rule, frame));
            }
        }
    }

    private static void AddTails(FiledRule[] filed, string text, int frame, List<Candidate> found)
    {
        foreach (var (literal, rule) in filed)
        {
            if (text.EndsWith(literal, StringComparison.Ordinal))
            {
                found.Add(new Candidate(rule, frame));
            }
        }
    }

    private void AddInside(string text, int frame, List<Candidate> found)
    {
        foreach (var (literal, rules) in _inside)
        {
            if (text.Contains(literal, StringComparison.Ordinal))
            {
                Add(rules, frame, found);
            }
        }
    }

    private static void Add(int[] rules, int frame, List<Candidate> found)
    {
        foreach (var rule in rules)
        {
            found.Add(new Candidate(rule, frame));
        }
    }

    private static FrozenDictionary<ulong, FiledRule[]>?[] ByLength(Dictionary<string, List<FiledRule>> lists)
    {
        var tables = new FrozenDictionary<ulong, FiledRule[]>?[KeyLength + 1];
        foreach (var length in lists.GroupBy(entry => entry.Key.Length))
        {
            tables[length.Key] = length.ToFrozenDictionary(entry => Pack(entry.Key), entry => entry.Value.ToArray());
        }

        return tables;
    }

    private static ulong Pack(ReadOnlySpan<char> key)
    {
        const int bitsOfCharacter = 16;
        var packed = 0UL;
        foreach (var character in key)
        {
            packed = (packed << bitsOfCharacter) | character;
        }

        return packed;
    }
}
