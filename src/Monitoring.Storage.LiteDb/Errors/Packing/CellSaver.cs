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
    // An issue that moves in an index touches pages that the next one touches too, and a transaction writes a page once. More would keep other writers waiting.
    private const int CellsPerStep = 1_024;

    // Appends wait while cells are encoded.
    private const int CellsPerTurn = 128;

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
        var saved = new List<SavedCell>(cells.Length);
        var sequence = 0L;
        foreach (var some in cells.Chunk(CellsPerTurn))
        {
            lock (state.Gate)
            {
                saved.AddRange(some.Where(cell => cell.IsDirty).Select(Encode));
                sequence = state.LastSequence;
            }
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
        var deletedUpTo = hash.DeletedUpTo;
        var isDeleted = hash.Owner.IsDefault;
        var key = Keys.Of(hash.Project, hash.Hash);
        return Save(hash, _ =>
        {
            tables.Put(Collections.Hashes, key, body);
            if (isDeleted)
            {
                tables.PutDeleted(deletedUpTo, hash.Project, hash.Hash);
            }
        });
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
    }
}
