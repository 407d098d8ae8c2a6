using System.Collections.Immutable;
using Monitoring.Storage.Documents;

namespace Monitoring.Storage.Transfer;

/// <summary>
/// Refuses records that no export gives: an archive may be made by anybody. Every provider calls this before it imports anything, so that all of them refuse the same and a
/// call that is refused changes nothing.
/// </summary>
public static class DocumentImportArguments
{
    // Far below where what goes on above it would overflow.
    private const long MaxNumber = 1L << 56;

    /// <summary>Checks the records of a call of <see cref="IStoreTransfer{TRecord}.ImportAsync"/>.</summary>
    /// <exception cref="ArgumentException">A record lacks what it needs, or holds what no export gives.</exception>
    public static void Check(ImmutableArray<DocumentStoreRecord> records)
    {
        if (records.IsDefault)
        {
            throw new ArgumentException("There are no records.");
        }

        foreach (var record in records)
        {
            Check(record);
        }
    }

    private static void Check(DocumentStoreRecord record)
    {
        switch (record)
        {
            case DocumentStoreRecord.Counters counters:
                Arguments.Range(counters.LastVersion, 0, MaxNumber, "The last version");
                Arguments.Range(counters.LastPosition, 0, MaxNumber, "The last position");
                Arguments.Range(counters.LastEpoch, 0, MaxNumber, "The last epoch");
                break;
            case DocumentStoreRecord.Document { Stored: var stored }:
                Arguments.Key(stored.Type, "The type of a document");
                Arguments.Key(stored.Key, $"The key of a '{stored.Type}' document");
                Arguments.Range(stored.Version, 1, MaxNumber, "The version of a document");
                Arguments.Range(stored.SchemaVersion, 1, int.MaxValue, "The version of the shape of a document");
                Arguments.Range(stored.Body.Length, 0, DocumentStoreArguments.MaxBody, $"The length of the '{stored.Type}' document '{stored.Key}'");
                break;
            case DocumentStoreRecord.Timer timer:
                Arguments.Key(timer.Schedule.Timer.Kind, "The kind of a timer");
                Arguments.Key(timer.Schedule.Timer.Key, "The key of a timer");
                Arguments.Range(timer.Schedule.Attempts, 0, int.MaxValue, "The attempts of a timer");
                Arguments.Range(timer.Epoch, 0, MaxNumber, "The epoch of a timer");
                break;
            case DocumentStoreRecord.Lease { Last: var lease }:
                Arguments.Key(lease.Name, "The name of a lease");
                Arguments.Key(lease.Owner, "The owner of a lease");
                Arguments.Range(lease.Epoch, 1, MaxNumber, "The epoch of a lease");
                break;
            case DocumentStoreRecord.Signal { Stored: var stored }:
                Arguments.Range(stored.Position, 1, MaxNumber, "The position of a signal");
                break;
        }
    }
}
