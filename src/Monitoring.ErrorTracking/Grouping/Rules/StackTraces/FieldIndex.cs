using System.Buffers;
using System.Collections.Frozen;

namespace Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

/// <summary>The rules that are filed under the texts of one field.</summary>
internal sealed class FieldIndex
{
    /// <summary>How many characters at the beginning or end of a text lead to its rules.</summary>
    public const int KeyLength = 4;

    private readonly FrozenDictionary<string, int[]> _exact;
    private readonly FrozenDictionary<string, FiledRule[]>.AlternateLookup<ReadOnlySpan<char>> _heads;
    private readonly FrozenDictionary<string, FiledRule[]>.AlternateLookup<ReadOnlySpan<char>> _tails;
    private readonly KeyValuePair<string, int[]>[] _inside;
    private readonly SearchValues<string> _anyInside;

    public FieldIndex(
        Dictionary<string, List<int>> exact,
        Dictionary<string, List<FiledRule>> heads,
        Dictionary<string, List<FiledRule>> tails,
        Dictionary<string, List<int>> inside)
    {
        _exact = Freeze(exact);
        _heads = Freeze(heads).GetAlternateLookup<ReadOnlySpan<char>>();
        _tails = Freeze(tails).GetAlternateLookup<ReadOnlySpan<char>>();
        _inside = [.. inside.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.ToArray()))];
        _anyInside = SearchValues.Create([.. inside.Keys], StringComparison.Ordinal);
        IsEmpty = exact.Count + heads.Count + tails.Count + inside.Count == 0;
    }

    public bool IsEmpty { get; }

    public void Find(string? text, List<int> found)
    {
        if (text is null || IsEmpty)
        {
            return;
        }

        if (_exact.TryGetValue(text, out var rules))
        {
            Add(rules, found);
        }

        for (var length = Math.Min(KeyLength, text.Length); length > 0; length--)
        {
            FindHeads(text, length, found);
            FindTails(text, length, found);
        }

        if (_inside.Length > 0 && text.AsSpan().ContainsAny(_anyInside))
        {
            FindInside(text, found);
        }
    }

    private void FindHeads(string text, int length, List<int> found)
    {
        if (!_heads.TryGetValue(text.AsSpan(0, length), out var filed))
        {
            return;
        }

        foreach (var (literal, rule) in filed)
        {
            if (text.StartsWith(literal, StringComparison.Ordinal))
            {
                Add(rule, found);
            }
        }
    }

    private void FindTails(string text, int length, List<int> found)
    {
        if (!_tails.TryGetValue(text.AsSpan(text.Length - length), out var filed))
        {
            return;
        }

        foreach (var (literal, rule) in filed)
        {
            if (text.EndsWith(literal, StringComparison.Ordinal))
            {
                Add(rule, found);
            }
        }
    }

    private void FindInside(string text, List<int> found)
    {
        foreach (var (literal, rules) in _inside)
        {
            if (text.Contains(literal, StringComparison.Ordinal))
            {
                Add(rules, found);
            }
        }
    }

    private static void Add(int[] rules, List<int> found)
    {
        foreach (var rule in rules)
        {
            Add(rule, found);
        }
    }

    /// <summary>Two alternatives of one pattern may both fit.</summary>
    private static void Add(int rule, List<int> found)
    {
        if (!found.Contains(rule))
        {
            found.Add(rule);
        }
    }

    private static FrozenDictionary<string, T[]> Freeze<T>(Dictionary<string, List<T>> lists) =>
        lists.ToFrozenDictionary(entry => entry.Key, entry => entry.Value.ToArray(), StringComparer.Ordinal);
}
