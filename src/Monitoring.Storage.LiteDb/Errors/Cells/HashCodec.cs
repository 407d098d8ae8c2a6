using Monitoring.Storage.Codecs;
using Monitoring.Storage.Counts;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.LiteDb.Errors.Cells;

/// <summary>The bytes of a hash with all that it has counted.</summary>
internal static class HashCodec
{
    // The first format knows no search text.
    private const byte FirstFormat = 1;
    private const byte Format = 2;

    public static void Write(ByteWriter writer, HashCell cell)
    {
        writer.Byte(Format);
        writer.Count(cell.Sequence);
        writer.Count(cell.Owner.Value);
        writer.Count(cell.DeletedUpTo);
        var totals = cell.Totals;
        writer.Count(totals.Count);
        if (totals.Count == 0)
        {
            return;
        }

        writer.Int64(totals.FirstSeen);
        writer.Int64(totals.LastSeen);
        WriteLatest(writer, totals.Latest!);
        writer.Bytes(totals.Users.ToBytes());
        WriteHours(writer, totals.Hours);
        FacetCodec.Write(writer, totals.Facets);
    }

    /// <summary>Fills a cell that is fresh.</summary>
    public static void Read(ref ByteReader reader, HashCell cell)
    {
        var format = reader.Format(FirstFormat, Format);
        cell.Sequence = cell.SavedSequence = reader.Count();
        var owner = reader.Count();
        cell.Owner = owner > 0 ? new IssueId(owner) : default;
        cell.DeletedUpTo = reader.Count();
        var totals = cell.Totals;
        totals.Count = reader.Count();
        if (totals.Count == 0)
        {
            return;
        }

        totals.FirstSeen = reader.Int64();
        totals.LastSeen = reader.Int64();
        totals.Latest = ReadLatest(ref reader, format);
        totals.Users = DistinctSketch.FromBytes(reader.Bytes());
        ReadHours(ref reader, totals.Hours);
        FacetCodec.Read(ref reader, totals.Facets);
    }

    private static void WriteLatest(ByteWriter writer, LatestEvent latest)
    {
        writer.Int64(latest.Received);
        writer.Event(latest.Id);
        writer.Text(latest.Title);
        writer.Text(latest.Culprit);
        writer.Text(latest.Type);
        writer.Byte((byte)latest.Level);
        writer.Text(latest.Platform);
        writer.Text(latest.SearchText);
    }

    private static LatestEvent ReadLatest(ref ByteReader reader, byte format) => new()
    {
        Received = reader.Int64(),
        Id = reader.Event(),
        Title = reader.Text(),
        Culprit = reader.Text(),
        Type = reader.Text(),
        Level = (ErrorLevel)reader.Byte(),
        Platform = reader.Text(),
        SearchText = format == FirstFormat ? "" : reader.Text(),
    };

    private static void WriteHours(ByteWriter writer, Dictionary<int, long> hours)
    {
        writer.Count(hours.Count);
        var last = 0;
        foreach (var (hour, count) in hours.OrderBy(hour => hour.Key))
        {
            writer.Count(hour - last);
            writer.Count(count);
            last = hour;
        }
    }

    private static void ReadHours(ref ByteReader reader, Dictionary<int, long> hours)
    {
        var last = 0;
        for (var left = reader.Items(); left > 0; left--)
        {
            last += (int)reader.Count();
            hours.Add(last, reader.Count());
        }
    }
}
