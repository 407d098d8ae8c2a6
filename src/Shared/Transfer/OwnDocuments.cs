using Monitoring.Storage.Transfer;

namespace Monitoring.Transfer;

/// <summary>The documents that tell of moves and archives. They speak of the store that they are in, and go into no other.</summary>
internal static class OwnDocuments
{
    /// <summary>The type of the state of a move.</summary>
    public const string OfMove = "monitoring-migrate";

    /// <summary>The type of the list of archives.</summary>
    public const string OfArchives = "store-archives";

    /// <summary>Whether a record is one of them.</summary>
    public static bool Holds(DocumentStoreRecord record) => record is DocumentStoreRecord.Document { Stored.Type: OfMove or OfArchives };
}
