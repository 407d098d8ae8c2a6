using Monitoring.Storage.Codecs;
using Monitoring.Storage.Documents;

namespace Monitoring.Storage.Transfer;

/// <summary>The bytes of records of a document store. Equal records have equal bytes, whatever store they come from. Keys and names are written ordinally: they may hold any UTF-16.</summary>
internal static class DocumentRecordCodec
{
    // The numbers are part of the format of archives.
    public const byte Counters = 1;
    public const byte Document = 2;
    public const byte Timer = 3;
    public const byte Lease = 4;
    public const byte Signal = 5;

    public static byte KindOf(DocumentStoreRecord record) => record switch
    {
        DocumentStoreRecord.Counters => Counters,
        DocumentStoreRecord.Document => Document,
        DocumentStoreRecord.Timer => Timer,
        DocumentStoreRecord.Lease => Lease,
        DocumentStoreRecord.Signal => Signal,
        _ => throw new ArgumentException($"'{record.GetType()}' is no record of a document store."),
    };

    public static void Write(ByteWriter writer, DocumentStoreRecord record)
    {
        writer.Byte(KindOf(record));
        switch (record)
        {
            case DocumentStoreRecord.Counters counters:
                writer.Count(counters.LastVersion);
                writer.Count(counters.LastPosition);
                writer.Count(counters.LastEpoch);
                break;
            case DocumentStoreRecord.Document { Stored: var stored }:
                writer.Count(stored.Partition.Value);
                Name(writer, stored.Type);
                Name(writer, stored.Key);
                writer.Count(stored.Version);
                writer.Count(stored.SchemaVersion);
                writer.Bytes(stored.Body.Span);
                break;
            case DocumentStoreRecord.Timer timer:
                Write(writer, timer);
                break;
            case DocumentStoreRecord.Lease { Last: var lease }:
                Name(writer, lease.Name);
                Name(writer, lease.Owner);
                writer.Count(lease.Epoch);
                writer.Instant(lease.Until);
                break;
            case DocumentStoreRecord.Signal { Stored: var stored }:
                Write(writer, stored);
                break;
        }
    }

    public static DocumentStoreRecord Read(ref ByteReader reader) => reader.Byte() switch
    {
        Counters => new DocumentStoreRecord.Counters { LastVersion = reader.Count(), LastPosition = reader.Count(), LastEpoch = reader.Count() },
        Document => new DocumentStoreRecord.Document
        {
            Stored = new StoredDocument
            {
                Partition = ReadPartition(ref reader),
                Type = ReadName(ref reader),
                Key = ReadName(ref reader),
                Version = reader.Count(),
                SchemaVersion = (int)reader.Count(),
                Body = reader.Bytes().ToArray(),
            },
        },
        Timer => ReadTimer(ref reader),
        Lease => new DocumentStoreRecord.Lease
        {
            Last = new Documents.Lease { Name = ReadName(ref reader), Owner = ReadName(ref reader), Epoch = reader.Count(), Until = reader.Instant() },
        },
        Signal => ReadSignal(ref reader),
        var kind => throw reader.Damaged($"{kind} is no kind of record of a document store"),
    };

    private static void Write(ByteWriter writer, DocumentStoreRecord.Timer timer)
    {
        writer.Count(timer.Partition.Value);
        Name(writer, timer.Schedule.Timer.Kind);
        Name(writer, timer.Schedule.Timer.Key);
        writer.Instant(timer.Schedule.DueAt);
        writer.Count(timer.Schedule.Attempts);
        writer.Bytes(timer.Schedule.Payload.Span);
        writer.Count(timer.Epoch);
        writer.Bool(timer.LeaseUntil is not null);
        if (timer.LeaseUntil is { } until)
        {
            writer.Instant(until);
        }
    }

    private static DocumentStoreRecord.Timer ReadTimer(ref ByteReader reader) => new()
    {
        Partition = ReadPartition(ref reader),
        Schedule = new TimerSchedule
        {
            Timer = new TimerKey { Kind = ReadName(ref reader), Key = ReadName(ref reader) },
            DueAt = reader.Instant(),
            Attempts = (int)reader.Count(),
            Payload = reader.Bytes().ToArray(),
        },
        Epoch = reader.Count(),
        LeaseUntil = reader.Bool() ? reader.Instant() : null,
    };

    private static void Write(ByteWriter writer, StoredSignal stored)
    {
        writer.Count(stored.Position);
        writer.Count(stored.Partition.Value);
        stored.Signal.Id.Value.TryWriteBytes(writer.Reserve(16), bigEndian: true, out _);
        Name(writer, stored.Signal.Type);
        Name(writer, stored.Signal.AggregateId);
        writer.Instant(stored.Signal.OccurredAt);
        writer.Bytes(stored.Signal.Body.Span);
    }

    private static DocumentStoreRecord.Signal ReadSignal(ref ByteReader reader) => new()
    {
        Stored = new StoredSignal
        {
            Position = reader.Count(),
            Partition = ReadPartition(ref reader),
            Signal = new SignalEntry
            {
                Id = new EntityId(new Guid(reader.Raw(16), bigEndian: true)),
                Type = ReadName(ref reader),
                AggregateId = ReadName(ref reader),
                OccurredAt = reader.Instant(),
                Body = reader.Bytes().ToArray(),
            },
        },
    };

    private static void Name(ByteWriter writer, string name) => writer.Bytes(OrdinalText.Encode(name));

    private static string ReadName(ref ByteReader reader)
    {
        try
        {
            return OrdinalText.Decode(reader.Bytes());
        }
        catch (FormatException)
        {
            throw reader.Damaged("a name should end here");
        }
    }

    private static Partition ReadPartition(ref ByteReader reader) => reader.Count() switch
    {
        0 => Partition.Host,
        > 0 and var project => Partition.Of(new ProjectId(project)),
        _ => throw reader.Damaged("a project should stand here"),
    };
}
