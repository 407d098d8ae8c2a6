using Monitoring.Storage.Documents;

namespace Monitoring.Storage.Transfer;

/// <summary>Something that an <see cref="IDocumentStore"/> holds. The subtypes are all there are, and are exported in their order here.</summary>
/// <remarks>Indexes are not exported: a store fills them when the documents' types are declared to it, as it does with an index that is new.</remarks>
public abstract record DocumentStoreRecord
{
    private protected DocumentStoreRecord()
    {
    }

    /// <summary>The numbers above which the store goes on; always the first record, and the only one of its kind.</summary>
    public sealed record Counters : DocumentStoreRecord
    {
        /// <summary>No version that a put gets later is this or a lower one.</summary>
        public required long LastVersion { get; init; }

        /// <summary>No signal that is committed later has this position or a lower one.</summary>
        public required long LastPosition { get; init; }

        /// <summary>No claim of a timer that is made later has this epoch or a lower one.</summary>
        public required long LastEpoch { get; init; }
    }

    /// <summary>A document.</summary>
    public sealed record Document : DocumentStoreRecord
    {
        /// <summary>The document as it is stored.</summary>
        public required StoredDocument Stored { get; init; }
    }

    /// <summary>A timer with the last claim on it.</summary>
    public sealed record Timer : DocumentStoreRecord
    {
        /// <summary>The partition that it lies in.</summary>
        public required Partition Partition { get; init; }

        /// <summary>What was set; its attempts are those that were made by now.</summary>
        public required TimerSchedule Schedule { get; init; }

        /// <summary>The epoch of the last claim; 0 while nobody has claimed it.</summary>
        public required long Epoch { get; init; }

        /// <summary>Until when nobody else gets it; <see langword="null"/> when nobody has claimed it.</summary>
        public required DateTimeOffset? LeaseUntil { get; init; }
    }

    /// <summary>A lease, also one that has run out.</summary>
    public sealed record Lease : DocumentStoreRecord
    {
        /// <summary>The lease as it was taken or given back last.</summary>
        public required Documents.Lease Last { get; init; }
    }

    /// <summary>A signal of the outbox.</summary>
    public sealed record Signal : DocumentStoreRecord
    {
        /// <summary>The signal with its position.</summary>
        public required StoredSignal Stored { get; init; }
    }
}
