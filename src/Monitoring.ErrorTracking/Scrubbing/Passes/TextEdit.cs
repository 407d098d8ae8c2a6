using System.Text;
using Monitoring.ErrorTracking.Scrubbing.Patterns;

namespace Monitoring.ErrorTracking.Scrubbing.Passes;

/// <summary>A text while rules change it one after the other, with the remarks on what they did.</summary>
internal sealed class TextEdit(Placeholders placeholders, RegexBudget budget)
{
    private const int MaxRemarks = 32;

    private readonly List<Stretch> _found = [];
    private readonly List<Remark> _remarks = [];

    /// <summary>How much time the project's expressions have left for the event.</summary>
    public RegexBudget Budget => budget;

    public string Text { get; private set; } = "";

    /// <summary>The stretches that the finders of the present rule have found so far.</summary>
    public List<Stretch> Found => _found;

    public IReadOnlyList<Remark> Remarks => _remarks;

    /// <summary>Whether the value is to become null.</summary>
    public bool IsRemoved { get; set; }

    public void Begin(string text)
    {
        Text = text;
        IsRemoved = false;
        _remarks.Clear();
        _found.Clear();
    }

    /// <summary>Puts one text in place of the whole.</summary>
    public void ReplaceAll(string text, Remark remark)
    {
        Text = text;
        _remarks.Clear();
        _remarks.Add(remark);
    }

    /// <summary>Puts something in place of each stretch that was found; says whether the text is another one now.</summary>
    /// <param name="replacement">What stands in place of a stretch.</param>
    /// <param name="rule">The rule for a stretch, and what it does.</param>
    public bool Apply(Func<Stretch, string, string> replacement, Func<Stretch, (string Rule, char Kind)> rule)
    {
        _found.RemoveAll(stretch => placeholders.Covers(Text, stretch.Start, stretch.End));
        if (_found.Count == 0)
        {
            return false;
        }

        Merge();
        var before = Text;
        var text = new StringBuilder(before.Length);
        var remarks = new List<Remark>();
        var done = 0;
        foreach (var stretch in _found)
        {
            text.Append(before, done, stretch.Start - done);
            var put = replacement(stretch, before[stretch.Start..stretch.End]);
            var (id, kind) = rule(stretch);
            remarks.Add(new Remark(id, kind, text.Length, text.Length + put.Length));
            text.Append(put);
            done = stretch.End;
        }

        Text = text.Append(before, done, before.Length - done).ToString();
        if (Text == before)
        {
            _found.Clear();
            return false;
        }

        MoveRemarks(remarks);
        _found.Clear();
        return true;
    }

    /// <summary>Sorts the stretches and joins those that overlap; the first one says what they are.</summary>
    private void Merge()
    {
        _found.Sort((left, right) => left.Start != right.Start ? left.Start.CompareTo(right.Start) : right.End.CompareTo(left.End));
        var last = 0;
        for (var index = 1; index < _found.Count; index++)
        {
            if (_found[index].Start < _found[last].End)
            {
                _found[last] = _found[last] with { End = Math.Max(_found[last].End, _found[index].End) };
            }
            else
            {
                _found[++last] = _found[index];
            }
        }

        _found.RemoveRange(last + 1, _found.Count - last - 1);
    }

    /// <summary>Earlier remarks keep pointing at what they speak of; those on what was replaced just now are gone.</summary>
    private void MoveRemarks(List<Remark> added)
    {
        for (var index = _remarks.Count - 1; index >= 0; index--)
        {
            var remark = _remarks[index];
            var shift = 0;
            var isGone = false;
            for (var change = 0; change < _found.Count; change++)
            {
                var stretch = _found[change];
                isGone |= stretch.Start < remark.End && remark.Start < stretch.End;
                shift += stretch.End <= remark.Start ? added[change].End - added[change].Start - (stretch.End - stretch.Start) : 0;
            }

            if (isGone)
            {
                _remarks.RemoveAt(index);
            }
            else if (remark.Start >= 0)
            {
                _remarks[index] = remark with { Start = remark.Start + shift, End = remark.End + shift };
            }
        }

        _remarks.AddRange(added.Take(MaxRemarks - _remarks.Count));
    }
}
