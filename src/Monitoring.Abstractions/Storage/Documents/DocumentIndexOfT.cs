namespace Monitoring.Storage.Documents;

/// <summary>Declares an index over documents of a type, with the way to its keys.</summary>
/// <typeparam name="T">The document's type.</typeparam>
public sealed class DocumentIndex<T>
    where T : class
{
    private readonly Func<T, IEnumerable<IndexKey>> _keys;

    /// <summary>Declares an index in which a document has any number of different keys.</summary>
    public DocumentIndex(string name, Func<T, IEnumerable<IndexKey>> keys)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(keys);
        Name = name;
        _keys = keys;
    }

    /// <summary>Declares an index in which each document has one key.</summary>
    public DocumentIndex(string name, Func<T, IndexKey> key)
        : this(name, document => [key(document)])
    {
        ArgumentNullException.ThrowIfNull(key);
    }

    /// <summary>The index's name, unique within its document type.</summary>
    public string Name { get; }

    /// <summary>Raised by one whenever the keys are made differently.</summary>
    public int Revision { get; init; } = 1;

    internal DocumentIndex Declaration => new() { Name = Name, Revision = Revision };

    internal IEnumerable<IndexKey> GetKeys(T document) => _keys(document).Distinct();
}
