using LiteDB;
using Monitoring.Storage.Codecs;
using Monitoring.Storage.Documents;
using Monitoring.Storage.LiteDb.Database;

namespace Monitoring.Storage.LiteDb.Documents;

/// <summary>The outbox.</summary>
internal sealed class SignalTable(DatabaseFile database)
{
    /// <summary>Names the counter of positions.</summary>
    public const string Positions = "signal-positions";

    private const byte Format = 1;

    private readonly Counter _positions = new(database, Positions);

    public void Add(Partition partition, SignalEntry signal) => Put(_positions.Next(database), partition, signal);

    /// <summary>Puts a signal with the position that it had elsewhere.</summary>
    public void Import(StoredSignal stored) => Put(stored.Position, stored.Partition, stored.Signal);

    /// <summary>Positions go on above one.</summary>
    public void GoOnFrom(long position) => _positions.GoOnFrom(database, position);

    /// <summary>All signals in the order of their positions, read some at a time.</summary>
    public static IEnumerable<StoredSignal> All(DatabaseFile database, int step)
    {
        var last = 0L;
        while (database.Range(Collections.Signals, "_id", last + 1, long.MaxValue, step) is { Count: > 0 } found)
        {
            foreach (var document in found)
            {
                yield return Read(document);
            }

            last = found[^1]["_id"].AsInt64;
        }
    }

    private void Put(long position, Partition partition, SignalEntry signal)
    {
        var writer = new ByteWriter();
        writer.Byte(Format);
        writer.Count(partition.Value);
        signal.Id.Value.TryWriteBytes(writer.Reserve(16), bigEndian: true, out _);
        writer.Text(signal.Type);
        writer.Text(signal.AggregateId);
        writer.Instant(signal.OccurredAt);
        writer.Bytes(signal.Body.Span);
        database.Put(Collections.Signals, new BsonDocument { ["_id"] = position, ["b"] = writer.ToArray() });
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
