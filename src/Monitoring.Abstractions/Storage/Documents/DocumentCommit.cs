using System.Collections.Immutable;

namespace Monitoring.Storage.Documents;

/// <summary>
/// Changes that become true together or not at all: documents, the timers and signals that belong to them, and the
/// conditions under which they hold. All lie in one partition.
/// </summary>
/// <remarks>
/// Fence and claims are looked at before versions. Completed timers go first, then cancelled ones, then new ones come,
/// so that a timer may be set anew.
/// </remarks>
public sealed record DocumentCommit
{
    /// <summary>The partition of everything in the commit.</summary>
    public required Partition Partition { get; init; }

    /// <summary>Documents to write; no key may occur twice among puts, deletes and checks.</summary>
    public ImmutableArray<DocumentPut> Puts { get; init; } = [];

    /// <summary>Documents to remove.</summary>
    public ImmutableArray<DocumentDelete> Deletes { get; init; } = [];

    /// <summary>Documents that must be at a version but are not changed.</summary>
    public ImmutableArray<DocumentCheck> Checks { get; init; } = [];

    /// <summary>Timers to set, each name once; one of the same kind and key in the partition is replaced and loses its claim.</summary>
    public ImmutableArray<TimerSchedule> Timers { get; init; } = [];

    /// <summary>Timers to take back, whether claimed or not; one that is not there is no fault.</summary>
    public ImmutableArray<TimerKey> CancelledTimers { get; init; } = [];

    /// <summary>
    /// Claimed timers of the partition that are done with this commit and are removed. When a claim has been lost, or
    /// its lease has ended by the store's clock, the commit is refused.
    /// </summary>
    public ImmutableArray<TimerClaim> CompletedTimers { get; init; } = [];

    /// <summary>Signals to hand to subscribers.</summary>
    public ImmutableArray<SignalEntry> Signals { get; init; } = [];

    /// <summary>A lease that must still be held by the store's clock, or <see langword="null"/>.</summary>
    public Lease? Fence { get; init; }
}
