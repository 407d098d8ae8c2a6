namespace Monitoring.Storage.LiteDb.Journal;

/// <summary>An event that lies in the journal and has not been packed yet.</summary>
internal sealed class JournalEvent
{
    public required ProjectId Project { get; init; }

    public required EventId Id { get; init; }

    /// <summary>The primary hash.</summary>
    public required GroupingHash Hash { get; init; }

    /// <summary>When it was received, UTC ticks.</summary>
    public required long Received { get; init; }

    public required long Sequence { get; init; }

    public required string? Environment { get; init; }

    public required JournalFile File { get; init; }

    /// <summary>Where in the file the frame begins.</summary>
    public required long FrameOffset { get; init; }

    /// <summary>Where in the frame's records the event begins.</summary>
    public required int RecordOffset { get; init; }
}
