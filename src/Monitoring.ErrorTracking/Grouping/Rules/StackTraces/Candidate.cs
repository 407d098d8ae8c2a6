namespace Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

/// <summary>A rule that a frame may match, both by their places.</summary>
internal readonly record struct Candidate : IComparable<Candidate>
{
    private const int BitsOfFrame = 32;

    private readonly long _key;

    public Candidate(int rule, int frame) => _key = ((long)rule << BitsOfFrame) | (uint)frame;

    public int Rule => (int)(_key >> BitsOfFrame);

    public int Frame => (int)_key;

    public int CompareTo(Candidate other) => _key.CompareTo(other._key);
}
