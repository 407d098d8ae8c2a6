using Monitoring.Storage.Transfer;

namespace Monitoring.Transfer;

/// <summary>What is counted and compared when stores are moved. The numbers are part of the format of archives.</summary>
internal enum RecordKind : byte
{
    Project = 1,
    Hash = 2,
    Issue = 3,
    Event = 4,
    KnownEvent = 5,
    Transition = 6,
    Document = 7,
    Timer = 8,
    Lease = 9,
    Signal = 10,
    Blob = 11,
}

/// <summary>The kinds of records.</summary>
internal static class RecordKinds
{
    /// <summary>The kind of a record; <see langword="null"/> of counters, of which each store has its own.</summary>
    public static RecordKind? Of(ErrorStoreRecord record) => record switch
    {
        ErrorStoreRecord.Project => RecordKind.Project,
        ErrorStoreRecord.Hash => RecordKind.Hash,
        ErrorStoreRecord.Issue => RecordKind.Issue,
        ErrorStoreRecord.Event => RecordKind.Event,
        ErrorStoreRecord.KnownEvent => RecordKind.KnownEvent,
        ErrorStoreRecord.Transition => RecordKind.Transition,
        _ => null,
    };

    /// <inheritdoc cref="Of(ErrorStoreRecord)"/>
    public static RecordKind? Of(DocumentStoreRecord record) => record switch
    {
        DocumentStoreRecord.Document => RecordKind.Document,
        DocumentStoreRecord.Timer => RecordKind.Timer,
        DocumentStoreRecord.Lease => RecordKind.Lease,
        DocumentStoreRecord.Signal => RecordKind.Signal,
        _ => null,
    };

    /// <summary>What people call them.</summary>
    public static string Name(this RecordKind kind) => kind switch
    {
        RecordKind.Project => "projects",
        RecordKind.Hash => "hashes",
        RecordKind.Issue => "issues",
        RecordKind.Event => "events",
        RecordKind.KnownEvent => "ids of past events",
        RecordKind.Transition => "transitions",
        RecordKind.Document => "documents",
        RecordKind.Timer => "timers",
        RecordKind.Lease => "leases",
        RecordKind.Signal => "signals",
        _ => "blobs",
    };
}
