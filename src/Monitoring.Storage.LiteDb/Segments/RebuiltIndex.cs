namespace Monitoring.Storage.LiteDb.Segments;

/// <summary>The tables of a segment, made again out of its blocks because those in the file were damaged.</summary>
internal sealed class RebuiltIndex : ISegmentIndex
{
    private readonly EventKey[] _keys;
    private readonly SegmentRun[] _runs;

    public RebuiltIndex(IEnumerable<EventKey> keys, IEnumerable<SegmentRun> runs)
    {
        _keys = [.. keys.Order()];
        _runs = [.. runs.Order()];
    }

    public int KeyCount => _keys.Length;

    public int RunCount => _runs.Length;

    public EventKey ReadKey(int index) => _keys[index];

    public SegmentRun ReadRun(int index) => _runs[index];

    public EventKey[] ReadKeys() => _keys;

    public SegmentRun[] ReadRuns() => _runs;
}
