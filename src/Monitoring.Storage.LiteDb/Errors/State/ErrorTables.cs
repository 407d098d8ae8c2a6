using LiteDB;
using Monitoring.Storage.Codecs;
using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Database;
using Monitoring.Storage.LiteDb.Errors.Cells;
using Monitoring.Storage.LiteDb.Segments;

namespace Monitoring.Storage.LiteDb.Errors.State;

/// <summary>The error store's part of the database: which document holds what.</summary>
internal sealed class ErrorTables(DatabaseFile database)
{
    private const string Id = "_id";
    private const string Body = "b";
    private const string CheckpointName = "errors";

    // Greater than every key of a hash.
    private static readonly byte[] LastKey = [.. Enumerable.Repeat(byte.MaxValue, sizeof(long) + GroupingHash.ByteLength + 1)];

    public DatabaseFile Database { get; } = database;

    public HashCell? FindHash(ProjectId project, GroupingHash hash)
    {
        if (Database.Find(Collections.Hashes, Keys.Of(project, hash)) is not { } document)
        {
            return null;
        }

        var reader = Read(document, "A hash");
        var cell = new HashCell(project, hash);
        HashCodec.Read(ref reader, cell);
        return cell;
    }

    public IssueCell? FindIssue(IssueId id)
    {
        if (Database.Find(Collections.Issues, id.Value) is not { } document)
        {
            return null;
        }

        var reader = Read(document, $"Issue {id}");
        var (sequence, head) = RowCodec.ReadHead(ref reader);
        return new IssueCell(id) { Head = head, Sequence = sequence, SavedSequence = sequence };
    }

    /// <summary>Hashes in the order of their keys.</summary>
    public List<HashCell> HashesFrom(byte[] key, int max) => Database.Range(Collections.Hashes, Id, key, LastKey, max).ConvertAll(document =>
    {
        var id = document[Id].AsBinary;
        var cell = new HashCell(new ProjectId(Keys.Read(id)), GroupingHash.FromBytes(id.AsSpan(sizeof(long))));
        var reader = Read(document, "A hash");
        HashCodec.Read(ref reader, cell);
        return cell;
    });

    /// <summary>Issues in the order of their ids.</summary>
    public List<IssueHead> HeadsAfter(long issue, int max) => Database.Range(Collections.Issues, Id, issue + 1, long.MaxValue, max).ConvertAll(document =>
    {
        var reader = Read(document, $"Issue {document[Id]}");
        return RowCodec.ReadHead(ref reader).Head;
    });

    public IssueRow? FindRow(IssueId id) => Database.Find(Collections.Issues, id.Value) is { } document ? ReadRow(document) : null;

    /// <summary>Issues of a project in the order of their numbers, after one of them.</summary>
    public List<IssueRow> Rows(ProjectId project, long afterNumber, int max) =>
        [.. Database.Range(Collections.Issues, IssueFields.Number, Keys.Of(project.Value, afterNumber + 1), Keys.Of(project.Value, long.MaxValue), max).Select(ReadRow)];

    public bool HasTag(IssueRow row, string key, TextPattern value) => Totals(row).Any(hash => hash.Facets.HasTag(key, value));

    /// <summary>What the hashes of an issue have counted.</summary>
    public IEnumerable<HashTotals> Totals(IssueRow row) => row.Hashes.Select(hash => FindHash(row.ProjectId, hash)?.Totals).OfType<HashTotals>();

    public IssueId? FindNumber(ProjectId project, long number)
    {
        var key = Keys.Of(project.Value, number);
        var found = Database.Range(Collections.Issues, IssueFields.Number, key, key, limit: 1);
        return found.Count == 0 ? null : new IssueId(found[0][Id].AsInt64);
    }

    public IEnumerable<ProjectCell> Projects()
    {
        foreach (var document in Database.All(Collections.Projects))
        {
            var reader = Read(document, "A project");
            var sequence = reader.Count();
            var cell = new ProjectCell(new ProjectId(document[Id].AsInt64)) { Sequence = sequence, SavedSequence = sequence };
            HeadCodec.Read(ref reader, cell);
            yield return cell;
        }
    }

    public IEnumerable<MergedCell> Merged()
    {
        foreach (var document in Database.All(Collections.Merged))
        {
            var reader = Read(document, "A merge");
            var sequence = reader.Count();
            yield return new MergedCell(new IssueId(document[Id].AsInt64)) { Merged = HeadCodec.ReadMerged(ref reader), Sequence = sequence, SavedSequence = sequence };
        }
    }

    public IEnumerable<SegmentInfo> Segments()
    {
        foreach (var document in Database.All(Collections.Segments))
        {
            var reader = Read(document, "A segment's entry");
            yield return SegmentInfo.Read(ref reader);
        }
    }

    /// <summary>Reads saved transitions after a position, up to and including another.</summary>
    public IEnumerable<IssueTransition> Transitions(long after, long upTo, int max)
    {
        foreach (var document in Database.Range(Collections.Transitions, Id, after + 1, upTo, max))
        {
            var reader = Read(document, "A transition");
            yield return TransitionCodec.Read(ref reader, document[Id].AsInt64);
        }
    }

    public Checkpoint ReadCheckpoint() => Database.Find(Collections.Meta, CheckpointName) is { } document
        ? new Checkpoint
        {
            Replayed = document["r"].AsInt64,
            LastSequence = document["s"].AsInt64,
            LastIssue = document["i"].AsInt64,
            TrimmedTransitions = document["t"].AsInt64,
            LastSegment = document["g"].AsInt64,
            LastJournal = document["j"].AsInt64,
        }
        : new Checkpoint();

    public void Put(Checkpoint checkpoint) => Database.Put(
        Collections.Meta,
        new BsonDocument
        {
            [Id] = CheckpointName,
            ["r"] = checkpoint.Replayed,
            ["s"] = checkpoint.LastSequence,
            ["i"] = checkpoint.LastIssue,
            ["t"] = checkpoint.TrimmedTransitions,
            ["g"] = checkpoint.LastSegment,
            ["j"] = checkpoint.LastJournal,
        });

    public void Put(IssueTransition transition)
    {
        var writer = new ByteWriter();
        TransitionCodec.Write(writer, transition);
        Put(Collections.Transitions, transition.Position, writer.ToArray());
    }

    public void Put(SegmentInfo segment)
    {
        var writer = new ByteWriter();
        segment.Write(writer);
        Put(Collections.Segments, segment.Number, writer.ToArray());
    }

    public void Put(string collection, BsonValue id, byte[] body) => Database.Put(collection, new BsonDocument { [Id] = id, [Body] = body });

    /// <summary>Notes that a hash is deleted, so that it can be forgotten once no segment has events of it.</summary>
    public void PutDeleted(long sequence, ProjectId project, GroupingHash hash) =>
        Database.Put(Collections.Deleted, new BsonDocument { [Id] = (byte[])[.. Keys.Of(sequence), .. Keys.Of(project, hash)] });

    /// <summary>Some hashes that were deleted before a sequence.</summary>
    public IEnumerable<(byte[] Id, long Sequence, ProjectId Project, GroupingHash Hash)> DeletedBefore(long sequence, int max)
    {
        foreach (var document in Database.Range(Collections.Deleted, Id, Keys.Of(0), Keys.Of(sequence), max))
        {
            var id = document[Id].AsBinary;
            yield return (id, Keys.Read(id), new ProjectId(Keys.Read(id.AsSpan(sizeof(long)))), GroupingHash.FromBytes(id.AsSpan(2 * sizeof(long))));
        }
    }

    public void PutIssue(IssueRow row, byte[] body) => Database.Put(
        Collections.Issues,
        new BsonDocument
        {
            [Id] = row.Id.Value,
            [IssueFields.Number] = Keys.Of(row.ProjectId.Value, row.Number),
            [IssueFields.LastSeen] = IssuePlace.Of(row, IssueSort.LastSeen).ToKey(row.ProjectId),
            [IssueFields.FirstSeen] = IssuePlace.Of(row, IssueSort.FirstSeen).ToKey(row.ProjectId),
            [IssueFields.Events] = IssuePlace.Of(row, IssueSort.Events).ToKey(row.ProjectId),
            [IssueFields.Users] = IssuePlace.Of(row, IssueSort.Users).ToKey(row.ProjectId),
            [Body] = body,
        });

    public static IssueRow ReadRow(BsonDocument document)
    {
        var reader = Read(document, $"Issue {document[Id]}");
        return RowCodec.ReadRow(ref reader);
    }

    private static ByteReader Read(BsonDocument document, string what) => new(document[Body].AsBinary, $"{what} in '{DatabaseFile.Name}'");
}
