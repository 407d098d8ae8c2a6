using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

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

    /// <summary>Reads a document with its version for what goes on without it; <see langword="null"/> when it is not there, and when it cannot be read.</summary>
    public static async ValueTask<Versioned<T>?> FindReadableAsync<T>(
        this IDocumentStore store, Partition partition, DocumentType<T> type, string key, CancellationToken cancellationToken = default)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(type);
        var stored = await store.GetAsync(partition, type, key, cancellationToken).ConfigureAwait(false);
        return stored is not null && type.TryRead(stored, out var document) ? document : null;
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

    /// <summary>Reads a document that the store gave.</summary>
    /// <param name="type">The kind of document.</param>
    /// <param name="stored">The document as it is stored.</param>
    /// <param name="document">The document with its version.</param>
    /// <returns>Whether it can be read.</returns>
    public static bool TryRead<T>(this DocumentType<T> type, StoredDocument stored, [NotNullWhen(true)] out Versioned<T>? document)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(stored);
        try
        {
            document = Read(type, stored);
            return true;
        }
        catch (DamagedDocumentException)
        {
            // It stays where it is, and is shown by those who look for damage.
            document = null;
            return false;
        }
    }

    private static ImmutableArray<Versioned<T>> Readable<T>(DocumentType<T> type, Page<StoredDocument> page)
        where T : class
    {
        var items = ImmutableArray.CreateBuilder<Versioned<T>>(page.Items.Length);
        foreach (var stored in page.Items)
        {
            if (type.TryRead(stored, out var document))
            {
                items.Add(document);
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
