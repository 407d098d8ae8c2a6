using System.Collections.Immutable;
using Monitoring.Storage.Codecs;

namespace Monitoring.Storage.LiteDb.Errors.Cells;

/// <summary>The bytes of what of an issue is not counted, of a merge, and of a project.</summary>
internal static class HeadCodec
{
    private const byte FirstFormat = 1;
    private const byte Format = 2;
    private const byte ProjectFormat = 1;

    // As the database has it: with the events that are pinned, if there are any.
    private const byte PinnedProjectFormat = 2;

    public static void Write(ByteWriter writer, IssueHead head)
    {
        writer.Byte(Format);
        writer.Count(head.Id.Value);
        writer.Count(head.Project.Value);
        writer.Count(head.Number);
        StateCodec.Write(writer, head.State);
        writer.OptionalText(head.Assignee);
        writer.Count(head.Version);
        HashListCodec.Write(writer, head.Hashes);
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
            Hashes = HashListCodec.Read(ref reader),
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

    /// <summary>A project as the database has it.</summary>
    public static void Write(ByteWriter writer, ProjectCell project)
    {
        if (project.Pins.IsEmpty)
        {
            Write(writer, project.State);
            return;
        }

        writer.Byte(PinnedProjectFormat);
        Write(writer, project.State);
        writer.Count(project.Pins.Count);
        foreach (var (id, pin) in project.Pins.OrderBy(pin => pin.Key))
        {
            writer.Event(id);
            writer.Hash(pin.Hash);
            writer.Int64(pin.Received);
        }
    }

    /// <summary>Fills a cell that is fresh.</summary>
    public static void Read(ref ByteReader reader, ProjectCell project)
    {
        var ahead = reader;
        var isPinned = ahead.Byte() == PinnedProjectFormat;
        reader = isPinned ? ahead : reader;
        project.State = ReadProject(ref reader);
        var pins = project.Pins.ToBuilder();
        for (var left = isPinned ? reader.Items() : 0; left > 0; left--)
        {
            pins[reader.Event()] = new PinnedEvent(reader.Hash(), reader.Int64());
        }

        project.Pins = pins.ToImmutable();
    }
}
