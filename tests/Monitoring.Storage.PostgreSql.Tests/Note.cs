using System.Text.Json.Serialization;
using Monitoring.Storage.Documents;

namespace Monitoring.Storage.PostgreSql.Tests;

/// <summary>A document for tests, with an index.</summary>
internal sealed record Note
{
    public const string ByKey = "by key";
    public const string ByText = "by text";

    public static readonly DocumentType<Note> Type = new("note", NoteJson.Default.Note, note => note.Key, [new DocumentIndex<Note>(ByKey, note => IndexKey.Empty.Add(note.Key))]);

    /// <summary>As a later version of a host declares it: with an index more.</summary>
    public static readonly DocumentType<Note> TypeLater = new(
        "note",
        NoteJson.Default.Note,
        note => note.Key,
        [new DocumentIndex<Note>(ByKey, note => IndexKey.Empty.Add(note.Key)), new DocumentIndex<Note>(ByText, note => IndexKey.Empty.Add(note.Text))]);

    public required string Key { get; init; }

    public string Text { get; init; } = "";

    public long Number { get; init; }
}

[JsonSerializable(typeof(Note))]
internal sealed partial class NoteJson : JsonSerializerContext;
