using Monitoring.Storage.LiteDb.Journal;
using Monitoring.Storage.LiteDb.Segments;

namespace Monitoring.Storage.LiteDb.Errors.State;

/// <summary>The error store's parts as they were found in the directory, brought up to date with the journal.</summary>
internal sealed class ErrorParts : IDisposable
{
    public required ErrorTables Tables { get; init; }

    public required ErrorState State { get; init; }

    public required JournalSet Journals { get; init; }

    public required SegmentStore Segments { get; init; }

    public required Checkpoint Checkpoint { get; init; }

    public required long NextSequence { get; init; }

    /// <summary>What an operator must know of the journal.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>How many retentions are counting what went; until they have, no segment is dropped. Under the state's lock.</summary>
    public int Retentions { get; set; }

    public EvictionTurns Evictions { get; } = new();

    public void Dispose()
    {
        Journals.Dispose();
        Segments.Dispose();
    }
}
