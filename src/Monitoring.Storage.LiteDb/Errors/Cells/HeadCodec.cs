using System.Collections.Immutable;
using Monitoring.Storage.LiteDb.Codecs;

namespace Monitoring.Storage.LiteDb.Errors.Cells;

/// <summary>The bytes of what of an issue is not counted, of a merge, and of a project.</summary>
internal static class HeadCodec
{
    private const byte FirstFormat = 1;
    private const byte Format = 2;
    private const byte ProjectFormat = 1;

    public static void Write(ByteWriter writer, IssueHead head)
    {
        writer.Byte(Format);
        writer.Count(head.Id.Value);
        writer.Count(head.Project.Value);
        writer.Count(head.Number);
        StateCodec.Write(writer, head.State);
        writer.OptionalText(head.Assignee);
        writer.Count(head.Version);
        WriteHashes(writer, head.Hashes);
    }

    public static IssueHead ReadHead(ref ByteReader reader)
    {
        var format = reader.Format(FirstFormat, Format);
        return new IssueHead
        {
            Id = reader.Issue(),
            Project = reader.Project(),
            Number = reader.Count(),
            State = format == FirstFormat ? StateCodec.ReadFirst(ref reader) : StateCodec.Read(ref reader),
            Assignee = reader.OptionalText(),
            Version = reader.Count(),
            Hashes = ReadHashes(ref reader),
        };
    }

    public static void Write(ByteWriter writer, MergedIssue merged)
    {
        Write(writer, merged.Head);
        writer.Count(merged.Into.Value);
        writer.Count(merged.Order);
    }

    public static MergedIssue ReadMerged(ref ByteReader reader) =>
        new() { Head = ReadHead(ref reader), Into = reader.Issue(), Order = reader.Count() };

    public static void Write(ByteWriter writer, ProjectState project)
    {
        writer.Byte(ProjectFormat);
        writer.Count(project.LastNumber);
        writer.Count(project.Marks.Length);
        foreach (var mark in project.Marks)
        {
            writer.Int64(mark.Before);
            writer.Count(mark.Sequence);
        }
    }

    public static ProjectState ReadProject(ref ByteReader reader)
    {
        reader.Format(ProjectFormat);
        var lastNumber = reader.Count();
        var marks = ImmutableArray.CreateBuilder<RetentionMark>(reader.Items());
        for (var i = 0; i < marks.Capacity; i++)
        {
            marks.Add(new RetentionMark(reader.Int64(), reader.Count()));
        }

        return new ProjectState { LastNumber = lastNumber, Marks = marks.MoveToImmutable() };
    }

    public static void WriteHashes(ByteWriter writer, ImmutableArray<GroupingHash> hashes)
    {
        writer.Count(hashes.Length);
        foreach (var hash in hashes)
        {
            writer.Hash(hash);
        }
    }

    public static ImmutableArray<GroupingHash> ReadHashes(ref ByteReader reader)
    {
        var hashes = ImmutableArray.CreateBuilder<GroupingHash>(reader.Items());
        for (var i = 0; i < hashes.Capacity; i++)
        {
            hashes.Add(reader.Hash());
        }

        return hashes.MoveToImmutable();
    }
}
