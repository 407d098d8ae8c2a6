using LiteDB;
using Monitoring.Storage.Codecs;
using Monitoring.Storage.Documents;
using Monitoring.Storage.LiteDb.Database;

namespace Monitoring.Storage.LiteDb.Documents;

/// <summary>The outbox.</summary>
internal sealed class SignalTable(DatabaseFile database)
{
    private const byte Format = 1;

    private readonly Counter _positions = new(database, "signal-positions");

    public void Add(Partition partition, SignalEntry signal)
    {
        var writer = new ByteWriter();
        writer.Byte(Format);
        writer.Count(partition.Value);
        signal.Id.Value.TryWriteBytes(writer.Reserve(16), bigEndian: true, out _);
        writer.Text(signal.Type);
        writer.Text(signal.AggregateId);
        writer.Instant(signal.OccurredAt);
        writer.Bytes(signal.Body.Span);
        database.Put(Collections.Signals, new BsonDocument { ["_id"] = _positions.Next(database), ["b"] = writer.ToArray() });
    }

    public List<StoredSignal> Read(long after, int max) =>
        after == long.MaxValue ? [] : [.. database.Range(Collections.Signals, "_id", after + 1, long.MaxValue, max).Select(document => Read(document))];

    public int Trim(long upTo) => database.RemoveUpTo(Collections.Signals, upTo);

    private static StoredSignal Read(BsonDocument document)
    {
        var reader = new ByteReader(document["b"].AsBinary, $"Signal {document["_id"]} in '{DatabaseFile.Name}'");
        reader.Format(Format);
        var partition = reader.Count();
        return new StoredSignal
        {
            Position = document["_id"].AsInt64,
            Partition = partition == 0 ? Partition.Host : Partition.Of(new ProjectId(partition)),
            Signal = new SignalEntry
            {
                Id = new EntityId(new Guid(reader.Raw(16), bigEndian: true)),
                Type = reader.Text(),
                AggregateId = reader.Text(),
                OccurredAt = reader.Instant(),
                Body = reader.Bytes().ToArray(),
            },
        };
    }
}
