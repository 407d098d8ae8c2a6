using System.Text;

namespace Monitoring.Core.Redaction;

/// <summary>Where secrets were found in a text. Allocates only when there is one.</summary>
internal ref struct Findings(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private List<(int Start, int End)>? _found;

    public readonly bool IsEmpty => _found is null;

    /// <summary>Adds a stretch of the text, unless a mask stands there already.</summary>
    public void Add(int start, int end)
    {
        if (end > start && !_text[start..end].SequenceEqual(Mask.Text))
        {
            (_found ??= []).Add((start, end));
        }
    }

    /// <summary>What was found, in the order of finding.</summary>
    public readonly ReadOnlySpan<(int Start, int End)> Found => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_found);

    /// <summary>The text with one mask for each stretch; those that touch or overlap get one together.</summary>
    public readonly string Apply()
    {
        if (_found is null)
        {
            return _text.ToString();
        }

        _found.Sort();
        var masked = new StringBuilder(_text.Length);
        var done = 0;
        foreach (var (start, end) in _found)
        {
            if (start > done || masked.Length == 0)
            {
                masked.Append(_text[done..start]).Append(Mask.Text);
            }

            done = Math.Max(done, end);
        }

        return masked.Append(_text[done..]).ToString();
    }
}
