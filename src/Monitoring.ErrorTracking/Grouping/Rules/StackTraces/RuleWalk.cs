namespace Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

/// <summary>Goes through the rules that are worth trying, in their order, each with the frames that it may match.</summary>
internal ref struct RuleWalk
{
    private readonly int _frames;
    private ReadOnlySpan<int> _everywhere;
    private ReadOnlySpan<Candidate> _candidates;
    private ReadOnlySpan<Candidate> _ofRule;

    /// <param name="everywhere">The rules that are tried on every frame, in order.</param>
    /// <param name="candidates">The other rules with their frames, in order, each pair once.</param>
    /// <param name="frames">How many frames there are.</param>
    public RuleWalk(ReadOnlySpan<int> everywhere, ReadOnlySpan<Candidate> candidates, int frames)
    {
        _everywhere = everywhere;
        _candidates = candidates;
        _frames = frames;
    }

    public int Rule { get; private set; }

    /// <summary>How many frames there are to try.</summary>
    public readonly int Count => _ofRule.IsEmpty ? _frames : _ofRule.Length;

    /// <summary>A frame to try.</summary>
    public readonly int FrameAt(int index) => _ofRule.IsEmpty ? index : _ofRule[index].Frame;

    public bool MoveNext()
    {
        var next = _candidates.IsEmpty ? int.MaxValue : _candidates[0].Rule;
        if (!_everywhere.IsEmpty && _everywhere[0] < next)
        {
            Rule = _everywhere[0];
            _everywhere = _everywhere[1..];
            _ofRule = [];
            return true;
        }

        if (_candidates.IsEmpty)
        {
            return false;
        }

        var end = 1;
        while (end < _candidates.Length && _candidates[end].Rule == next)
        {
            end++;
        }

        Rule = next;
        _ofRule = _candidates[..end];
        _candidates = _candidates[end..];
        return true;
    }
}
