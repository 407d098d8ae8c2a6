using Monitoring.Storage.Codecs;
using Monitoring.TestData;
using Monitoring.Transfer.Archives;

namespace Monitoring.Migrate.Tests.Archives;

/// <summary>A frame whose contents a test chooses.</summary>
internal sealed record ForgedFrame(FrameKind Kind, bool EndsPart, byte[] Bytes)
{
    public bool HoldsRecords => Kind is FrameKind.Errors or FrameKind.Documents;

    /// <summary>The frame with some of its records damaged, left out, repeated or put elsewhere.</summary>
    public ForgedFrame Forge(Random random)
    {
        var reader = new ByteReader(Bytes, "A frame");
        var cursor = reader.Text();
        var records = new List<byte[]>();
        while (!reader.IsAtEnd)
        {
            records.Add(reader.Bytes().ToArray());
        }

        for (var faults = random.Next(1, 4); faults > 0 && records.Count > 0; faults--)
        {
            Forge(random, records);
        }

        var writer = new ByteWriter();
        writer.Text(cursor);
        records.ForEach(record => writer.Bytes(record));
        return this with { Bytes = writer.ToArray() };
    }

    private static void Forge(Random random, List<byte[]> records)
    {
        var place = random.Next(records.Count);
        var record = records[place];
        switch (random.Next(5))
        {
            case 0:
                records.RemoveAt(place);
                break;
            case 1:
                records.Insert(random.Next(records.Count), record);
                break;
            case 2:
                records.RemoveAt(place);
                records.Insert(random.Next(records.Count + 1), record);
                break;
            case 3:
                var changed = (byte[])record.Clone();
                changed[random.Next(Math.Min(changed.Length, 60))] = (byte)random.Next(12);
                records[place] = changed;
                break;
            default:
                records[place] = Mutations.Damage(random, record, records[random.Next(records.Count)]);
                break;
        }
    }
}
