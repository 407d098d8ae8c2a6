using System.Collections.Immutable;

namespace Monitoring.Storage.Documents;

/// <summary>Reads and writes documents as objects.</summary>
public static class DocumentStoreExtensions
{
    /// <summary>Reads a document with its version; <see langword="null"/> when it is not there.</summary>
    /// <exception cref="DamagedDocumentException">It is there and cannot be read.</exception>
    public static async ValueTask<Versioned<T>?> FindAsync<T>(
        this IDocumentStore store, Partition partition, DocumentType<T> type, string key, CancellationToken cancellationToken = default)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(type);
        var stored = await store.GetAsync(partition, type, key, cancellationToken).ConfigureAwait(false);
        return stored is null ? null : Read(type, stored);
    }

    /// <summary>
    /// Reads a page of documents by an index of their type. One that cannot be read, because it is damaged or newer than this code, breaks no list:
    /// it is left out, and the page is filled with what follows.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="type">The kind of document; must be the query's.</param>
    /// <param name="query">What to read.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async ValueTask<Page<Versioned<T>>> QueryAsync<T>(
        this IDocumentStore store, DocumentType<T> type, DocumentQuery query, CancellationToken cancellationToken = default)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(query);
        if (!ReferenceEquals(type, query.Type))
        {
            throw new ArgumentException($"The query asks for '{query.Type.Name}', not for '{type.Name}'.", nameof(query));
        }

        var page = await store.QueryAsync(query, cancellationToken).ConfigureAwait(false);
        var items = Readable(type, page);
        while (items.Length < query.Limit && page.Next is { } next)
        {
            page = await store.QueryAsync(query with { Limit = query.Limit - items.Length, Cursor = next }, cancellationToken).ConfigureAwait(false);
            items = items.AddRange(Readable(type, page));
        }

        return new Page<Versioned<T>> { Items = items, Next = page.Next };
    }

    /// <summary>Makes a put of a document.</summary>
    /// <param name="type">The kind of document.</param>
    /// <param name="document">What to write.</param>
    /// <param name="expectedVersion">The version that must be stored now: 0 for none, <see langword="null"/> for any or none.</param>
    public static DocumentPut Put<T>(this DocumentType<T> type, T document, long? expectedVersion = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(document);
        return new DocumentPut { Type = type, Key = type.GetKey(document), Body = type.Serialize(document), ExpectedVersion = expectedVersion };
    }

    private static ImmutableArray<Versioned<T>> Readable<T>(DocumentType<T> type, Page<StoredDocument> page)
        where T : class
    {
        var items = ImmutableArray.CreateBuilder<Versioned<T>>(page.Items.Length);
        foreach (var stored in page.Items)
        {
            try
            {
                items.Add(Read(type, stored));
            }
            catch (DamagedDocumentException)
            {
                // It stays where it is, and is shown by those who look for damage.
            }
        }

        return items.DrainToImmutable();
    }

    private static Versioned<T> Read<T>(DocumentType<T> type, StoredDocument stored)
        where T : class
    {
        try
        {
            return new() { Value = type.Deserialize(stored.Body, stored.SchemaVersion), Version = stored.Version };
        }
        catch (MonitoringException exception)
        {
            throw new DamagedDocumentException(exception.Message, exception.InnerException) { Partition = stored.Partition, Type = type, Key = stored.Key };
        }
    }
}
