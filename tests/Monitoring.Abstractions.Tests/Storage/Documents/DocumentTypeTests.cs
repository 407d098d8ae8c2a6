using System.Text.Json.Serialization;
using Monitoring.Storage.Documents;

namespace Monitoring.Tests.Storage.Documents;

public sealed partial class DocumentTypeTests
{
    private static readonly DocumentType<Note> First = new("note", NoteJson.Default.Note, note => note.Key);

    private static readonly DocumentType<Note> Second = new(
        "note", NoteJson.Default.Note, note => note.Key, [new("text", note => IndexKey.Empty.Add(note.Text)), new("words", note => note.Text.Split(' ').Select(word => IndexKey.Empty.Add(word)))], schemaVersion: 2)
    {
        Upgrade = (json, version) => new Note { Key = json.GetProperty("Key").GetString()!, Text = $"{json.GetProperty("Text").GetString()} from {version}" },
    };

    /// <summary>Stores keep the name in keys.</summary>
    [Fact]
    public void A_name_has_as_many_characters_as_a_key_and_no_more()
    {
        Assert.Equal(DocumentStoreArguments.KeyLength, Named(DocumentStoreArguments.KeyLength).Name.Length);
        Assert.Throws<ArgumentException>(() => Named(DocumentStoreArguments.KeyLength + 1));

        static DocumentType<Note> Named(int length) => new(new string('n', length), NoteJson.Default.Note, note => note.Key);
    }

    [Fact]
    public void Deserialize_TheSameVersion_ReadsWhatWasWritten()
    {
        var note = new Note { Key = "k", Text = "текст \0" };

        Assert.Equal(note, First.Deserialize(First.Serialize(note), 1));
    }

    [Fact]
    public void Deserialize_AnOlderVersion_IsUpgraded()
    {
        var body = First.Serialize(new Note { Key = "k", Text = "text" });

        Assert.Equal("text from 1", Second.Deserialize(body, 1).Text);
    }

    [Fact]
    public void Deserialize_ANewerVersion_IsRefusedByName()
    {
        var body = Second.Serialize(new Note { Key = "k" });

        var refused = Assert.Throws<MonitoringException>(() => First.Deserialize(body, 2));
        Assert.Contains("'note' document of schema version 2", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    public void Deserialize_WhatIsNoDocument_IsRefusedByName(string json)
    {
        var body = System.Text.Encoding.UTF8.GetBytes(json);

        Assert.Throws<MonitoringException>(() => First.Deserialize(body, 1));
        Assert.Throws<MonitoringException>(() => Second.GetIndexEntries(body, 2));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"Key":1,"Text":"text"}""")]
    public void Deserialize_AnOlderVersionThatCannotBeUpgraded_IsRefusedAndItsFaultIsFound(string json)
    {
        var body = System.Text.Encoding.UTF8.GetBytes(json);

        Assert.Throws<MonitoringException>(() => Second.Deserialize(body, 1));
        Assert.NotNull(Second.FindFault(body, 1));
    }

    [Fact]
    public void FindFault_WhatCanBeRead_IsNone()
    {
        var body = First.Serialize(new Note { Key = "k", Text = "text" });

        Assert.Null(First.FindFault(body, 1));
        Assert.Null(Second.FindFault(body, 1));
        Assert.Contains("schema version 2", First.FindFault(body, 2), StringComparison.Ordinal);
    }

    [Fact]
    public void Deserialize_OlderWithoutAWayToUpgrade_IsRefused()
    {
        var later = new DocumentType<Note>("note", NoteJson.Default.Note, note => note.Key, schemaVersion: 2);

        Assert.Throws<MonitoringException>(() => later.Deserialize("{}"u8.ToArray(), 1));
    }

    [Fact]
    public void GetIndexEntries_AnOlderVersion_AreThoseOfTheUpgradedAndEachOnce()
    {
        var entries = Second.GetIndexEntries(First.Serialize(new Note { Key = "k", Text = "a a" }), 1);

        (string, IndexKey)[] expected =
        [
            ("text", IndexKey.Empty.Add("a a from 1")), ("words", IndexKey.Empty.Add("a")), ("words", IndexKey.Empty.Add("from")), ("words", IndexKey.Empty.Add("1")),
        ];
        Assert.Equal(expected, entries.Select(entry => (entry.Index, entry.Key)));
    }

    [Fact]
    public void A_type_without_a_name_or_with_version_zero_is_refused()
    {
        Assert.ThrowsAny<ArgumentException>(() => new DocumentType<Note>(" ", NoteJson.Default.Note, note => note.Key));
        Assert.ThrowsAny<ArgumentException>(() => new DocumentType<Note>("note", NoteJson.Default.Note, note => note.Key, schemaVersion: 0));
    }

    public sealed record Note
    {
        public required string Key { get; init; }

        public string Text { get; init; } = "";
    }

    [JsonSerializable(typeof(Note))]
    internal sealed partial class NoteJson : JsonSerializerContext;
}
