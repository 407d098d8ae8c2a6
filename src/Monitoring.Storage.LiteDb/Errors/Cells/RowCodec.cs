using System.Collections.Immutable;
using Monitoring.Storage.Codecs;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.LiteDb.Errors.Cells;

/// <summary>The bytes of an issue as the database keeps it: the sequence, the head, and the sum of its hashes at that moment.</summary>
internal static class RowCodec
{
    // The first format ends with the releases.
    private const byte FirstFormat = 1;
    private const byte Format = 2;

    public static void Write(ByteWriter writer, long sequence, IssueHead head, IssueRow row)
    {
        writer.Byte(Format);
        writer.Count(sequence);
        HeadCodec.Write(writer, head);
        writer.Text(row.Title);
        writer.Text(row.Culprit);
        writer.Text(row.Type);
        writer.Byte((byte)row.Level);
        writer.Text(row.Platform);
        writer.Count(row.Count);
        writer.Count(row.UserCount);
        writer.Instant(row.FirstSeen);
        writer.Instant(row.LastSeen);
        WriteFacets(writer, row.Environments);
        WriteFacets(writer, row.Services);
        WriteFacets(writer, row.Releases);
        writer.Text(row.SearchText);
    }

    public static (long Sequence, IssueHead Head) ReadHead(ref ByteReader reader)
    {
        var (_, sequence, head) = ReadStart(ref reader);
        return (sequence, head);
    }

    public static IssueRow ReadRow(ref ByteReader reader)
    {
        var (format, _, head) = ReadStart(ref reader);
        var row = new IssueRow
        {
            Id = head.Id,
            ProjectId = head.Project,
            Number = head.Number,
            Title = reader.Text(),
            Culprit = reader.Text(),
            Type = reader.Text(),
            Level = (ErrorLevel)reader.Byte(),
            Platform = reader.Text(),
            State = head.State,
            Assignee = head.Assignee,
            Count = reader.Count(),
            UserCount = reader.Count(),
            FirstSeen = reader.Instant(),
            LastSeen = reader.Instant(),
            Environments = ReadFacets(ref reader),
            Services = ReadFacets(ref reader),
            Releases = ReadFacets(ref reader),
            Hashes = head.Hashes,
            Version = head.Version,
        };
        return format == FirstFormat ? row : row with { SearchText = reader.Text() };
    }

    private static (byte Format, long Sequence, IssueHead Head) ReadStart(ref ByteReader reader) =>
        (reader.Format(FirstFormat, Format), reader.Count(), HeadCodec.ReadHead(ref reader));

    private static void WriteFacets(ByteWriter writer, ImmutableArray<string> facets)
    {
        writer.Count(facets.Length);
        foreach (var facet in facets)
        {
            writer.Text(facet);
        }
    }

    private static ImmutableArray<string> ReadFacets(ref ByteReader reader)
    {
        var facets = ImmutableArray.CreateBuilder<string>(reader.Items());
        for (var i = 0; i < facets.Capacity; i++)
        {
            facets.Add(reader.Text());
        }

        return facets.MoveToImmutable();
    }
}
