using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.Storage.Sqlite.Documents;
using Monitoring.Storage.Sqlite.Errors;

namespace Monitoring.Storage.Sqlite.Tests.Crashes;

/// <summary>The process that is killed: writes to both stores at once and notes each answer in a file.</summary>
public sealed class Victim
{
    /// <summary>Names the directory.</summary>
    internal const string Variable = "MONITORING_VICTIM";

    private readonly Lock _lock = new();

    internal static ProjectId Project { get; } = new(7);

    internal static DocumentType<Note> Type { get; } = new("note", NoteJson.Default.Note, note => note.Key, [new("key", note => IndexKey.Empty.Add(note.Key))]);

    [Fact(Explicit = true)]
    public async Task Writes_until_it_is_killed()
    {
        var directory = Environment.GetEnvironmentVariable(Variable) ?? throw new InvalidOperationException($"{nameof(KillTests)} starts this.");
        using var database = SqliteBuilderExtensions.Open(Path.Combine(directory, "monitoring.db"), [Type]);
        var errors = new SqliteErrorStore(database, TimeProvider.System, null);
        var documents = new SqliteDocumentStore(database, TimeProvider.System);
        await using var answers = new StreamWriter(Path.Combine(directory, "answers"), append: true) { AutoFlush = true };
        await Task.WhenAll(AppendAsync(errors, answers), AppendAsync(errors, answers), CommitAsync(documents, answers));
    }

    private async Task AppendAsync(SqliteErrorStore store, StreamWriter answers)
    {
        await Task.Yield();
        while (true)
        {
            var events = Enumerable.Range(0, Random.Shared.Next(1, 20)).Select(_ => Event()).ToImmutableArray();
            await store.AppendAsync(events, TestContext.Current.CancellationToken);
            Note(answers, events.Select(appended => appended.EventId.ToString()));
        }
    }

    private async Task CommitAsync(SqliteDocumentStore store, StreamWriter answers)
    {
        await Task.Yield();
        while (true)
        {
            var key = $"note {Guid.NewGuid()}";
            await store.CommitAsync(
                new DocumentCommit
                {
                    Partition = Partition.Host,
                    Puts = [Type.Put(new Note { Key = key }, 0)],
                    Signals = [new SignalEntry { Id = EntityId.Create(TimeProvider.System), Type = "noted", AggregateId = key, OccurredAt = TimeProvider.System.GetUtcNow(), Body = default }],
                },
                TestContext.Current.CancellationToken);
            Note(answers, [key]);
        }
    }

    private void Note(StreamWriter answers, IEnumerable<string> lines)
    {
        lock (_lock)
        {
            answers.Write(string.Concat(lines.Select(line => line + '\n')));
        }
    }

    private static GroupedEvent Event() => new()
    {
        ProjectId = Project,
        EventId = EventId.Create(TimeProvider.System),
        Timestamp = TimeProvider.System.GetUtcNow(),
        ReceivedAt = TimeProvider.System.GetUtcNow(),
        Hashes = [GroupingHash.FromBytes(SHA256.HashData([(byte)Random.Shared.Next(20)]).AsSpan(0, GroupingHash.ByteLength))],
        Title = "TimeoutError: no answer",
        Type = "error",
        Level = ErrorLevel.Error,
        Platform = "python",
        UserHash = (ulong)Random.Shared.NextInt64(),
        Tags = [new EventTag { Key = "browser", Value = "Firefox 120" }],
        Payload = new byte[Random.Shared.Next(1, 20_000)],
    };
}

/// <summary>A document to write.</summary>
internal sealed record Note
{
    public required string Key { get; init; }
}

[JsonSerializable(typeof(Note))]
internal sealed partial class NoteJson : JsonSerializerContext;
