using System.Text.Json.Serialization;
using Monitoring.Storage.Documents;

namespace Monitoring.Storage.LiteDb.Tests;

/// <summary>A document for tests, with an index.</summary>
internal sealed record Note
{
    public const string ByKey = "by key";

    public static readonly DocumentType<Note> Type = new("note", NoteJson.Default.Note, note => note.Key, [new DocumentIndex<Note>(ByKey, note => IndexKey.Empty.Add(note.Key))]);

    public required string Key { get; init; }

    public required string Text { get; init; }
}

[JsonSerializable(typeof(Note))]
internal sealed partial class NoteJson : JsonSerializerContext;
