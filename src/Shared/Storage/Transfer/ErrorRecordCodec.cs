using Monitoring.Storage.Codecs;

namespace Monitoring.Storage.Transfer;

/// <summary>The bytes of records of an error store. Equal records have equal bytes, whatever store they come from.</summary>
internal static class ErrorRecordCodec
{
    // The numbers are part of the format of archives.
    public const byte Counters = 1;
    public const byte Project = 2;
    public const byte Hash = 3;
    public const byte Issue = 4;
    public const byte Event = 5;
    public const byte KnownEvent = 6;
    public const byte Transition = 7;

    [Flags]
    private enum Pins : byte
    {
        None = 0,
        Pinned = 1,
        Outlived = 2,
    }

    public static byte KindOf(ErrorStoreRecord record) => record switch
    {
        ErrorStoreRecord.Counters => Counters,
        ErrorStoreRecord.Project => Project,
        ErrorStoreRecord.Hash => Hash,
        ErrorStoreRecord.Issue => Issue,
        ErrorStoreRecord.Event => Event,
        ErrorStoreRecord.KnownEvent => KnownEvent,
        ErrorStoreRecord.Transition => Transition,
        _ => throw new ArgumentException($"'{record.GetType()}' is no record of an error store."),
    };

    public static void Write(ByteWriter writer, ErrorStoreRecord record)
    {
        writer.Byte(KindOf(record));
        switch (record)
        {
            case ErrorStoreRecord.Counters counters:
                writer.Count(counters.LastIssue);
                writer.Count(counters.LastPosition);
                writer.Count(counters.LastMerge);
                break;
            case ErrorStoreRecord.Project project:
                writer.Count(project.ProjectId.Value);
                writer.Count(project.LastNumber);
                break;
            case ErrorStoreRecord.Hash hash:
                writer.Count(hash.ProjectId.Value);
                writer.Hash(hash.Value);
                writer.Count(hash.IssueId.Value);
                writer.Bool(hash.Counts is not null);
                if (hash.Counts is { } counts)
                {
                    HashCountsCodec.Write(writer, counts);
                }

                break;
            case ErrorStoreRecord.Issue issue:
                Write(writer, issue);
                break;
            case ErrorStoreRecord.Event kept:
                writer.Byte((byte)((kept.IsPinned ? Pins.Pinned : Pins.None) | (kept.IsOutlived ? Pins.Outlived : Pins.None)));
                EventCodec.Write(writer, kept.Kept);
                writer.Bytes(kept.Kept.Payload.Span);
                break;
            case ErrorStoreRecord.KnownEvent known:
                writer.Count(known.ProjectId.Value);
                writer.Event(known.EventId);
                break;
            case ErrorStoreRecord.Transition transition:
                writer.Count(transition.Told.Position);
                TransitionCodec.Write(writer, transition.Told);
                break;
        }
    }

    public static ErrorStoreRecord Read(ref ByteReader reader) => reader.Byte() switch
    {
        Counters => new ErrorStoreRecord.Counters { LastIssue = reader.Count(), LastPosition = reader.Count(), LastMerge = reader.Count() },
        Project => new ErrorStoreRecord.Project { ProjectId = reader.Project(), LastNumber = reader.Count() },
        Hash => new ErrorStoreRecord.Hash
        {
            ProjectId = reader.Project(),
            Value = reader.Hash(),
            IssueId = reader.Issue(),
            Counts = reader.Bool() ? HashCountsCodec.Read(ref reader) : null,
        },
        Issue => ReadIssue(ref reader),
        Event => ReadEvent(ref reader),
        KnownEvent => new ErrorStoreRecord.KnownEvent { ProjectId = reader.Project(), EventId = reader.Event() },
        Transition => new ErrorStoreRecord.Transition { Told = TransitionCodec.Read(ref reader, reader.Count()) },
        var kind => throw reader.Damaged($"{kind} is no kind of record of an error store"),
    };

    private static void Write(ByteWriter writer, ErrorStoreRecord.Issue issue)
    {
        writer.Count(issue.Id.Value);
        writer.Count(issue.ProjectId.Value);
        writer.Count(issue.Number);
        StateCodec.Write(writer, issue.State);
        writer.OptionalText(issue.Assignee);
        writer.Count(issue.Version);
        HashListCodec.Write(writer, issue.Hashes);
        writer.Count(issue.MergedInto?.Value ?? 0);
        writer.Count(issue.MergeOrder);
    }

    private static ErrorStoreRecord.Issue ReadIssue(ref ByteReader reader)
    {
        var issue = new ErrorStoreRecord.Issue
        {
            Id = reader.Issue(),
            ProjectId = reader.Project(),
            Number = reader.Count(),
            State = StateCodec.Read(ref reader),
            Assignee = reader.OptionalText(),
            Version = reader.Count(),
            Hashes = HashListCodec.Read(ref reader),
        };
        var into = reader.Count();
        return issue with { MergedInto = into > 0 ? new IssueId(into) : null, MergeOrder = reader.Count() };
    }

    private static ErrorStoreRecord.Event ReadEvent(ref ByteReader reader)
    {
        var pins = (Pins)reader.Byte();
        var kept = EventCodec.Read(ref reader);
        return new ErrorStoreRecord.Event
        {
            Kept = kept with { Payload = reader.Bytes().ToArray() },
            IsPinned = pins.HasFlag(Pins.Pinned),
            IsOutlived = pins.HasFlag(Pins.Outlived),
        };
    }
}
