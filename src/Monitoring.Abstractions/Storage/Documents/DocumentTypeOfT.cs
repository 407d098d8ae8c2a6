using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Monitoring.Storage.Documents;

/// <summary>Declares a kind of document: its name, its key, its JSON and its indexes.</summary>
/// <typeparam name="T">The document's type.</typeparam>
/// <remarks>
/// Register each as a <see cref="DocumentType"/> service, so that the store knows all of them when it opens. A shape
/// that older code wrote is upgraded by <see cref="Upgrade"/> on read; the new shape is written with the next put.
/// </remarks>
public sealed class DocumentType<T> : DocumentType
    where T : class
{
    private readonly JsonTypeInfo<T> _json;
    private readonly Func<T, string> _key;
    private readonly ImmutableArray<DocumentIndex<T>> _indexes;

    /// <summary>Declares a kind of document.</summary>
    /// <param name="name">The name in the store, unique and never changed.</param>
    /// <param name="json">How the document is written; from a source-generated context.</param>
    /// <param name="key">The document's key in its partition: 1 to 255 characters, compared ordinally.</param>
    /// <param name="indexes">The declared indexes; queries are possible only on these.</param>
    /// <param name="schemaVersion">The version of the shape.</param>
    public DocumentType(string name, JsonTypeInfo<T> json, Func<T, string> key, ImmutableArray<DocumentIndex<T>> indexes = default, int schemaVersion = 1)
        : base(name, schemaVersion, indexes.IsDefault ? [] : [.. indexes.Select(index => index.Declaration)])
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(key);
        _json = json;
        _key = key;
        _indexes = indexes.IsDefault ? [] : indexes;
    }

    /// <summary>
    /// Turns the JSON of an older schema version (the second argument) into the current one; needed once
    /// <see cref="DocumentType.SchemaVersion"/> is over 1.
    /// </summary>
    public Func<JsonElement, int, T>? Upgrade { get; init; }

    /// <summary>The key of a document.</summary>
    public string GetKey(T document) => _key(document);

    /// <summary>Writes a document as UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Serialize(T document) => JsonSerializer.SerializeToUtf8Bytes(document, _json);

    /// <summary>Reads a document, upgrading an older shape.</summary>
    /// <exception cref="MonitoringException">The bytes are not a document of this type, or newer than this code.</exception>
    public T Deserialize(ReadOnlyMemory<byte> body, int schemaVersion)
    {
        try
        {
            if (schemaVersion == SchemaVersion)
            {
                return JsonSerializer.Deserialize(body.Span, _json) ?? throw Unreadable(schemaVersion, null);
            }

            if (schemaVersion > SchemaVersion || Upgrade is null)
            {
                throw Unreadable(schemaVersion, null);
            }

            using var json = JsonDocument.Parse(body);
            return Upgrade(json.RootElement, schemaVersion);
        }
        catch (Exception exception) when (exception is not MonitoringException and not OutOfMemoryException)
        {
            // Converters, constructors and upgrades refuse values in their own ways.
            throw Unreadable(schemaVersion, exception);
        }
    }

    /// <inheritdoc/>
    public override ImmutableArray<DocumentIndexEntry> GetIndexEntries(ReadOnlyMemory<byte> body, int schemaVersion)
    {
        if (_indexes.IsEmpty)
        {
            return [];
        }

        var document = Deserialize(body, schemaVersion);
        return
        [
            .. from index in _indexes
               from key in index.GetKeys(document)
               select new DocumentIndexEntry { Index = index.Name, Key = key },
        ];
    }

    /// <inheritdoc/>
    public override string? FindFault(ReadOnlyMemory<byte> body, int schemaVersion)
    {
        try
        {
            Deserialize(body, schemaVersion);
            return null;
        }
        catch (MonitoringException exception)
        {
            return exception.InnerException?.Message ?? exception.Message;
        }
    }

    private MonitoringException Unreadable(int schemaVersion, Exception? inner) => new(
        $"A stored '{Name}' document of schema version {schemaVersion} cannot be read by this code, which writes version {SchemaVersion}.", inner);
}
