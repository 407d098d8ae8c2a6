namespace Monitoring.Storage.LiteDb.Segments;

/// <summary>The tables that find events in a segment. Safe to use on many threads.</summary>
internal interface ISegmentIndex
{
    int KeyCount { get; }

    int RunCount { get; }

    /// <summary>A key, in the order of their hashes.</summary>
    EventKey ReadKey(int index);

    /// <summary>A run, in the order of project and hash.</summary>
    SegmentRun ReadRun(int index);

    EventKey[] ReadKeys();

    SegmentRun[] ReadRuns();
}
