using System.Collections.Immutable;

namespace Monitoring.Storage.Transfer;

/// <summary>
/// The way of all that a store holds into another one, of whatever kind: a store that implements this beside its port can be moved, backed up and restored.
/// </summary>
/// <typeparam name="TRecord"><see cref="ErrorStoreRecord"/> of an <see cref="Errors.IErrorStore"/>, <see cref="DocumentStoreRecord"/> of an <see cref="Documents.IDocumentStore"/>.</typeparam>
/// <remarks>
/// <para>Records are exported in an order in which they can be imported: what others refer to comes first. What was imported answers every read as before, with the same ids,
/// numbers, versions and positions; what is written later goes on above them.</para>
/// <para>The only expected exception is <see cref="StorageUnavailableException"/>, <see cref="InvalidCursorException"/> for a foreign cursor, and
/// <see cref="ArgumentException"/> for records that no export gives.</para>
/// </remarks>
public interface IStoreTransfer<TRecord>
    where TRecord : class
{
    /// <summary>Begins an export. All that it reads is of the moment at which it began, whatever is written meanwhile.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<IStoreExport<TRecord>> BeginExportAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Imports records in the order of their export, some at a time; they are durable when the call returns. Importing a record again changes nothing. Meanwhile the store
    /// may be read and must not be written to otherwise, and nothing but what comes from the same export may have been there before.
    /// </summary>
    /// <remarks>
    /// An archive may have been made by anybody. A record that no store holds is refused, and so is one that comes before what it refers to: an event before its primary hash and
    /// the issue of that, an issue before its hashes, an issue that was merged into one that leads back to it (<see cref="ErrorImportArguments"/>,
    /// <see cref="DocumentImportArguments"/>). A call that is refused changes nothing. A record that contradicts one that is there, such as a second issue of
    /// a number, is refused or left out. What never comes is not noticed here: who imports compares both sides at the end.
    /// </remarks>
    /// <param name="records">The records of one page or a part of it.</param>
    /// <param name="cancellationToken">Stops waiting; records may be imported all the same.</param>
    /// <exception cref="ArgumentException">A record is none that an export gives, or comes before what it refers to.</exception>
    ValueTask ImportAsync(ImmutableArray<TRecord> records, CancellationToken cancellationToken = default);
}
