namespace Monitoring.Storage.LiteDb.Errors.State;

/// <summary>How far the database has followed the journal.</summary>
internal sealed record Checkpoint
{
    /// <summary>Up to this sequence everything is in the database and the segments; the journal is replayed after it.</summary>
    public long Replayed { get; init; }

    /// <summary>The highest sequence of anything saved. New ones go on above it, even if the journal has lost some.</summary>
    public long LastSequence { get; init; }

    public long LastIssue { get; init; }

    public long TrimmedTransitions { get; init; }

    /// <summary>The number that was given to a segment last.</summary>
    public long LastSegment { get; init; }

    /// <summary>The number of the last journal file that was packed.</summary>
    public long LastJournal { get; init; }
}
