using Monitoring.Storage.Codecs;
using Monitoring.Storage.LiteDb.Errors.Cells;
using Monitoring.Storage.LiteDb.Journal;

namespace Monitoring.Storage.LiteDb.Errors.Changes;

/// <summary>Reads the records of a frame.</summary>
internal static class ChangeReader
{
    /// <summary>Hands the changes of a frame to somebody, in their order.</summary>
    public static void Replay(JournalFrame frame, long offset, byte[] records, JournalFile file, IChanges changes)
    {
        var reader = new ByteReader(records, $"The frame at byte {offset} of '{file.Path}'");
        var sequence = frame.FirstSequence;
        while (!reader.IsAtEnd)
        {
            var place = new EventPlace(file, offset, reader.Position);
            Apply(ref reader, sequence++, place, changes);
        }

        if (sequence != frame.NextSequence)
        {
            throw reader.Damaged($"{frame.Records} records should be there");
        }
    }

    /// <summary>Reads where the parts of an event lie in the records, passing over all other changes.</summary>
    /// <returns>The facts and the payload.</returns>
    public static (Range Facts, Range Payload) LocateEvent(ReadOnlySpan<byte> records, int recordOffset, string what)
    {
        var reader = new ByteReader(records[recordOffset..], what);
        if ((ChangeKind)reader.Byte() is not (ChangeKind.AddEvent or ChangeKind.KeepEvent))
        {
            throw reader.Damaged("an event should stand here");
        }

        var start = reader.Position;
        _ = EventCodec.Read(ref reader);
        var end = reader.Position;
        var length = reader.Bytes().Length;
        var payload = reader.Position - length;
        return (
            new Range(recordOffset + start, recordOffset + end),
            new Range(recordOffset + payload, recordOffset + payload + length));
    }

    private static void Apply(ref ByteReader reader, long sequence, EventPlace place, IChanges changes)
    {
        switch ((ChangeKind)reader.Byte())
        {
            case ChangeKind.AddEvent:
                var added = EventCodec.Read(ref reader);
                _ = reader.Bytes();
                changes.AddEvent(sequence, added, place);
                break;
            case ChangeKind.KeepEvent:
                var kept = EventCodec.Read(ref reader);
                _ = reader.Bytes();
                changes.KeepEvent(sequence, kept, place);
                break;
            case ChangeKind.PutHash:
                var counted = new HashCell(reader.Project(), reader.Hash());
                HashCodec.Read(ref reader, counted);
                changes.PutHash(sequence, counted);
                break;
            case ChangeKind.PutIssue:
                changes.PutIssue(sequence, HeadCodec.ReadHead(ref reader));
                break;
            case ChangeKind.RemoveIssue:
                changes.RemoveIssue(sequence, reader.Issue());
                break;
            case ChangeKind.PutOwner:
                changes.PutOwner(sequence, reader.Project(), reader.Hash(), reader.Issue());
                break;
            case ChangeKind.DeleteHash:
                changes.DeleteHash(sequence, reader.Project(), reader.Hash());
                break;
            case ChangeKind.PutMerged:
                changes.PutMerged(sequence, HeadCodec.ReadMerged(ref reader));
                break;
            case ChangeKind.RemoveMerged:
                changes.RemoveMerged(sequence, reader.Issue());
                break;
            case ChangeKind.PutProject:
                changes.PutProject(sequence, reader.Project(), HeadCodec.ReadProject(ref reader));
                break;
            case ChangeKind.AddTransition:
                changes.AddTransition(sequence, TransitionCodec.Read(ref reader, sequence));
                break;
            case ChangeKind.ImportTransition:
                changes.AddTransition(sequence, TransitionCodec.Read(ref reader, reader.Count()));
                break;
            case ChangeKind.TrimTransitions:
                changes.TrimTransitions(sequence, reader.Count());
                break;
            case ChangeKind.PutPin:
                changes.PutPin(sequence, reader.Project(), reader.Event(), new PinnedEvent(reader.Hash(), reader.Int64()));
                break;
            case ChangeKind.RemovePin:
                changes.RemovePin(sequence, reader.Project(), reader.Event());
                break;
            default:
                throw reader.Damaged("an unknown kind of record stands here");
        }
    }
}
