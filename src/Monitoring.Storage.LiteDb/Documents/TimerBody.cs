using LiteDB;
using Monitoring.Storage.Codecs;
using Monitoring.Storage.Documents;
using Monitoring.Storage.LiteDb.Database;

namespace Monitoring.Storage.LiteDb.Documents;

/// <summary>A timer as the database keeps it, with its last claim.</summary>
internal sealed record TimerBody
{
    private const byte Format = 1;

    public required Partition Partition { get; init; }

    public required TimerKey Timer { get; init; }

    /// <summary>UTC ticks.</summary>
    public required long DueAt { get; init; }

    public required byte[] Payload { get; init; }

    /// <summary>Zero while nobody has claimed it.</summary>
    public long Epoch { get; init; }

    public int Attempt { get; init; }

    /// <summary>UTC ticks.</summary>
    public long LeaseUntil { get; init; }

    public string Owner { get; init; } = "";

    public byte[] Id => DocumentKeys.Timer(Partition, Timer);

    public BsonDocument ToDocument()
    {
        var writer = new ByteWriter();
        writer.Byte(Format);
        writer.Count(Partition.Value);
        writer.Bytes(DocumentKeys.Text(Timer.Kind));
        writer.Bytes(DocumentKeys.Text(Timer.Key));
        writer.Int64(DueAt);
        writer.Bytes(Payload);
        writer.Count(Epoch);
        writer.Count(Attempt);
        writer.Int64(LeaseUntil);
        writer.Text(Owner);
        return new BsonDocument { ["_id"] = Id, [TimerFields.Due] = DocumentKeys.Due(Timer, DueAt, Partition), ["b"] = writer.ToArray() };
    }

    public static TimerBody Read(BsonDocument document)
    {
        var reader = new ByteReader(document["b"].AsBinary, $"A timer in '{DatabaseFile.Name}'");
        reader.Format(Format);
        var partition = reader.Count();
        return new TimerBody
        {
            Partition = partition == 0 ? Partition.Host : Partition.Of(new ProjectId(partition)),
            Timer = new TimerKey { Kind = DocumentKeys.ReadText(reader.Bytes()), Key = DocumentKeys.ReadText(reader.Bytes()) },
            DueAt = reader.Int64(),
            Payload = reader.Bytes().ToArray(),
            Epoch = reader.Count(),
            Attempt = (int)reader.Count(),
            LeaseUntil = reader.Int64(),
            Owner = reader.Text(),
        };
    }

    public TimerClaim ToClaim() => new()
    {
        Partition = Partition,
        Timer = Timer,
        DueAt = new DateTimeOffset(DueAt, TimeSpan.Zero),
        Payload = Payload,
        Epoch = Epoch,
        Attempt = Attempt,
        LeaseUntil = new DateTimeOffset(LeaseUntil, TimeSpan.Zero),
    };
}
