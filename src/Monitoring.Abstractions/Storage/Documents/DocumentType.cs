using System.Collections.Immutable;

namespace Monitoring.Storage.Documents;

/// <summary>
/// What a store knows of a kind of document: its name and how to find its index keys. The documents themselves are
/// opaque bytes to it. Use <see cref="DocumentType{T}"/> to declare one.
/// </summary>
/// <remarks>Immutable and safe to use on many threads.</remarks>
public abstract class DocumentType
{
    private protected DocumentType(string name, int schemaVersion, ImmutableArray<DocumentIndex> indexes)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Arguments.Key(name, "The name of a document type");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(schemaVersion);
        Name = name;
        SchemaVersion = schemaVersion;
        Indexes = indexes;
    }

    /// <summary>The name in the store, unique and never changed, such as <c>project</c>; at most 255 characters.</summary>
    public string Name { get; }

    /// <summary>The version of the shape that is written now; older ones are upgraded when they are read.</summary>
    public int SchemaVersion { get; }

    /// <summary>The declared indexes.</summary>
    public ImmutableArray<DocumentIndex> Indexes { get; }

    /// <summary>
    /// Finds the index keys of a stored document, for a put and for filling a new or changed index on open, which leaves out what cannot be read.
    /// </summary>
    /// <param name="body">The document's bytes.</param>
    /// <param name="schemaVersion">The version that the bytes were written with.</param>
    /// <returns>Each key with the name of its index; a document may have none, one or several keys in an index.</returns>
    public abstract ImmutableArray<DocumentIndexEntry> GetIndexEntries(ReadOnlyMemory<byte> body, int schemaVersion);

    /// <summary>Why a stored document cannot be read by this code; <see langword="null"/> when it can.</summary>
    /// <param name="body">The document's bytes.</param>
    /// <param name="schemaVersion">The version that the bytes were written with.</param>
    public abstract string? FindFault(ReadOnlyMemory<byte> body, int schemaVersion);
}
