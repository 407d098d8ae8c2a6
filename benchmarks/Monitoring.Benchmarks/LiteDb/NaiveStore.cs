using System.IO.Compression;
using LiteDB;
using Monitoring.Storage.Errors;

namespace Monitoring.Benchmarks.LiteDb;

/// <summary>
/// What comes to mind first: a LiteDB document for each event with its payload compressed by Brotli at level 3, two
/// indexes, and a counter that is updated with each event; one transaction for a batch.
/// </summary>
internal sealed class NaiveStore : IDisposable
{
    private readonly LiteDatabase _database;
    private readonly ILiteCollection<BsonDocument> _events;
    private readonly ILiteCollection<BsonDocument> _issues;
    private readonly byte[] _buffer = new byte[256 * 1024];

    public NaiveStore(string directory)
    {
        Directory.CreateDirectory(directory);
        _database = new LiteDatabase(new ConnectionString { Filename = Path.Combine(directory, "naive.db"), Collation = Collation.Binary });
        _events = _database.GetCollection("events");
        _issues = _database.GetCollection("issues");
        _events.EnsureIndex("issue", "$.issue");
        _events.EnsureIndex("received", "$.received");
    }

    public void Append(IEnumerable<GroupedEvent> batch)
    {
        _database.BeginTrans();
        foreach (var added in batch)
        {
            var issue = added.Hashes[0].ToString();
            _events.Insert(ToDocument(added, issue));
            Count(added, issue);
        }

        _database.Commit();
    }

    public void Dispose() => _database.Dispose();

    private BsonDocument ToDocument(GroupedEvent added, string issue)
    {
        BrotliEncoder.TryCompress(added.Payload.Span, _buffer, out var length, quality: 3, window: 22);
        return new BsonDocument
        {
            ["_id"] = Guid.CreateVersion7(added.ReceivedAt),
            ["event"] = added.EventId.Value,
            ["issue"] = issue,
            ["received"] = added.ReceivedAt.UtcTicks,
            ["timestamp"] = added.Timestamp.UtcTicks,
            ["title"] = added.Title,
            ["culprit"] = added.Culprit,
            ["level"] = (int)added.Level,
            ["platform"] = added.Platform,
            ["release"] = added.Release,
            ["environment"] = added.Environment,
            ["tags"] = string.Join('\n', added.Tags.Select(tag => $"{tag.Key}={tag.Value}")),
            ["payload"] = _buffer[..length],
        };
    }

    private void Count(GroupedEvent added, string issue)
    {
        var document = _issues.FindById(issue) ?? new BsonDocument { ["_id"] = issue, ["count"] = 0L, ["first"] = added.Timestamp.UtcTicks };
        document["count"] = document["count"].AsInt64 + 1;
        document["last"] = added.Timestamp.UtcTicks;
        document["title"] = added.Title;
        _issues.Upsert(document);
    }
}
