using Monitoring.Storage.Documents;
using Monitoring.Storage.LiteDb.Database;
using Monitoring.Storage.Transfer;

namespace Monitoring.Storage.LiteDb.Documents;

/// <summary>Makes records of all that the document store holds.</summary>
internal sealed class DocumentExport(DatabaseFile database, TypeRegistry types)
{
    private const int Step = 200;

    private static readonly string[] Held = [Collections.Meta, Collections.Documents, Collections.Timers, Collections.Leases, Collections.Signals];

    /// <summary>Reads all of it, as it is at one moment, into a file of its own.</summary>
    public SpooledExport Run() => database.Snapshot(Held, () => SpooledExport.Fill(Records()));

    private IEnumerable<DocumentStoreRecord> Records() => new DocumentStoreRecord[] { Counters() }.Concat(Documents()).Concat(Timers()).Concat(Leases()).Concat(Signals());

    private DocumentStoreRecord.Counters Counters() => new()
    {
        LastVersion = Counter.Read(database, DocumentTable.Versions),
        LastPosition = Counter.Read(database, SignalTable.Positions),
        LastEpoch = Counter.Read(database, TimerTable.Epochs),
    };

    private IEnumerable<DocumentStoreRecord> Documents() =>
        from type in types.Names()
        from page in DocumentPages.Read(database, type.Number)
        from body in page
        let place = DocumentKeys.ReadDocument(body.Key)
        select new DocumentStoreRecord.Document { Stored = body.ToStored(place.Partition, type.Name, place.Key) };

    private IEnumerable<DocumentStoreRecord> Timers() => TimerTable.All(database, Step).Select(timer => new DocumentStoreRecord.Timer
    {
        Partition = timer.Partition,
        Schedule = new TimerSchedule { Timer = timer.Timer, DueAt = new DateTimeOffset(timer.DueAt, TimeSpan.Zero), Payload = timer.Payload, Attempts = timer.Attempt },
        Epoch = timer.Epoch,
        LeaseUntil = timer.Epoch == 0 ? null : new DateTimeOffset(timer.LeaseUntil, TimeSpan.Zero),
    });

    private IEnumerable<DocumentStoreRecord> Leases() => LeaseTable.All(database).Select(lease => new DocumentStoreRecord.Lease { Last = lease });

    private IEnumerable<DocumentStoreRecord> Signals() => SignalTable.All(database, Step).Select(signal => new DocumentStoreRecord.Signal { Stored = signal });
}
