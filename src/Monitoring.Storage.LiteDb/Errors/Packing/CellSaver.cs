using Monitoring.Storage.Codecs;
using Monitoring.Storage.LiteDb.Database;
using Monitoring.Storage.LiteDb.Errors.Cells;
using Monitoring.Storage.LiteDb.Errors.Indexing;
using Monitoring.Storage.LiteDb.Errors.State;
using Monitoring.Storage.LiteDb.Journal;

namespace Monitoring.Storage.LiteDb.Errors.Packing;

/// <summary>Brings the database up to date with the cells in memory, some at a time so that others can write in between.</summary>
internal sealed class CellSaver(ErrorState state, ErrorTables tables, DatabaseWriter writer, Durability durability, IssueIndexes indexes)
{
    private const int CellsPerStep = 128;

    /// <summary>Saves every cell that is dirty now, or a later state of it.</summary>
    /// <param name="checkpoint">What the database keeps of its progress, with the highest sequence of each step.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <returns>How many cells.</returns>
    public async ValueTask<int> SaveAsync(Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        Cell[] dirty;
        lock (state.Gate)
        {
            // An issue that is saved is read from the database, and so are then its hashes' tags.
            dirty = [.. state.Dirty.OrderBy(cell => cell is IssueCell)];
        }

        foreach (var step in dirty.Chunk(CellsPerStep))
        {
            await SaveAsync(step, checkpoint, cancellationToken).ConfigureAwait(false);
        }

        return dirty.Length;
    }

    private async ValueTask SaveAsync(Cell[] cells, Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        List<SavedCell> saved;
        long sequence;
        lock (state.Gate)
        {
            saved = [.. cells.Where(cell => cell.IsDirty).Select(Encode)];
            sequence = state.LastSequence;
        }

        // The database must never have what the journal may lose.
        await durability.WaitAsync(sequence, cancellationToken).ConfigureAwait(false);
        await writer.RunAsync(
            database =>
            {
                saved.ForEach(cell => cell.Write(database));
                tables.Put(checkpoint with { LastSequence = sequence });
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        lock (state.Gate)
        {
            foreach (var cell in saved)
            {
                cell.Finish();
                state.Saved(cell.Cell, cell.Sequence);
                if (cell.Cell is IssueCell issue)
                {
                    indexes.Saved(issue);
                }
            }
        }
    }

    private SavedCell Encode(Cell cell) => cell switch
    {
        HashCell hash => Encode(hash),
        IssueCell issue => Encode(issue),
        ProjectCell project => Put(project, Collections.Projects, project.Project.Value, body => HeadCodec.Write(body, project)),
        MergedCell { Merged: { } merged } there => Put(there, Collections.Merged, there.Id.Value, body => HeadCodec.Write(body, merged)),
        MergedCell gone => Save(gone, database => database.Remove(Collections.Merged, gone.Id.Value)),
        _ => throw new InvalidOperationException($"{cell.GetType()} is unknown."),
    };

    private SavedCell Encode(HashCell hash)
    {
        var writer = new ByteWriter(1024);
        HashCodec.Write(writer, hash);
        var body = writer.ToArray();
        var oldTags = hash.OldTags.ToArray();
        var newTags = hash.NewTags.ToArray();
        var deletedUpTo = hash.DeletedUpTo;
        var isDeleted = hash.Owner.IsDefault;
        var key = Keys.Of(hash.Project, hash.Hash);
        var saved = Save(hash, database =>
        {
            tables.Put(Collections.Hashes, key, body);
            if (isDeleted)
            {
                tables.PutDeleted(deletedUpTo, hash.Project, hash.Hash);
            }

            foreach (var tag in oldTags)
            {
                database.Remove(Collections.Tags, TagKeys.Of(hash.Project, tag.Key, tag.Value, hash.Hash));
            }

            foreach (var tag in newTags)
            {
                tables.PutTag(TagKeys.Of(hash.Project, tag.Key, tag.Value, hash.Hash));
            }
        });
        return saved with
        {
            Finish = () =>
            {
                hash.OldTags.RemoveRange(0, oldTags.Length);
                if (hash.DeletedUpTo == deletedUpTo)
                {
                    // A deletion meanwhile would have begun a new list.
                    hash.NewTags.RemoveRange(0, newTags.Length);
                }
            },
        };
    }

    private SavedCell Encode(IssueCell issue)
    {
        if (issue.Head is not { } head)
        {
            return Save(issue, database => database.Remove(Collections.Issues, issue.Id.Value));
        }

        var row = state.Row(head);
        var writer = new ByteWriter(512);
        RowCodec.Write(writer, issue.Sequence, head, row);
        var body = writer.ToArray();
        return Save(issue, _ => tables.PutIssue(row, body));
    }

    private SavedCell Put(Cell cell, string collection, long id, Action<ByteWriter> write)
    {
        var writer = new ByteWriter();
        writer.Count(cell.Sequence);
        write(writer);
        var body = writer.ToArray();
        return Save(cell, _ => tables.Put(collection, id, body));
    }

    private static SavedCell Save(Cell cell, Action<DatabaseFile> write) => new() { Cell = cell, Sequence = cell.Sequence, Write = write };

    /// <summary>A cell as it was under the lock.</summary>
    private sealed record SavedCell
    {
        public required Cell Cell { get; init; }

        public required long Sequence { get; init; }

        public required Action<DatabaseFile> Write { get; init; }

        public Action Finish { get; init; } = () => { };
    }
}
