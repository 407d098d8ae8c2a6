using Monitoring.Storage.Blobs;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.Storage.Transfer;

namespace Monitoring.Transfer;

/// <summary>The three stores of a host, with the ways into and out of them.</summary>
internal sealed class StoreParts
{
    private StoreParts(IDocumentStore documentStore, IBlobStore blobStore, IStoreTransfer<ErrorStoreRecord> errors, IStoreTransfer<DocumentStoreRecord> documents, IBlobTransfer blobs) =>
        (DocumentStore, BlobStore, Errors, Documents, Blobs) = (documentStore, blobStore, errors, documents, blobs);

    public IDocumentStore DocumentStore { get; }

    public IBlobStore BlobStore { get; }

    public IStoreTransfer<ErrorStoreRecord> Errors { get; }

    public IStoreTransfer<DocumentStoreRecord> Documents { get; }

    public IBlobTransfer Blobs { get; }

    /// <exception cref="MonitoringException">One of them cannot be moved.</exception>
    public static StoreParts Of(IErrorStore errors, IDocumentStore documents, IBlobStore blobs) =>
        new(documents, blobs, As<IStoreTransfer<ErrorStoreRecord>>(errors), As<IStoreTransfer<DocumentStoreRecord>>(documents), As<IBlobTransfer>(blobs));

    private static T As<T>(object store)
        where T : class =>
        store as T ?? throw new MonitoringException($"{store.GetType().Name} cannot be moved or backed up: it does not implement {typeof(T).Name.Split('`')[0]}.");
}
