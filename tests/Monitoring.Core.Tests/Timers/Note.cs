using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Monitoring.Core.Tests.Support;
using Monitoring.Storage.Documents;

namespace Monitoring.Core.Tests.Timers;

/// <summary>A document that timers of tests write to.</summary>
public sealed record Note
{
    public static DocumentType<Note> Type { get; } = new("test-note", NoteJson.Default.Note, note => note.Key);

    public required string Key { get; init; }

    public ImmutableArray<string> Lines { get; init; } = [];

    public static async Task<Versioned<Note>?> FindAsync(TestHost host, string key) =>
        await host.Documents.FindAsync(Partition.Host, Type, key, TestContext.Current.CancellationToken);
}

[JsonSerializable(typeof(Note))]
internal sealed partial class NoteJson : JsonSerializerContext;
