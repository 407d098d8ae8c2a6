using Monitoring.Storage.LiteDb.Errors.Cells;

namespace Monitoring.Storage.LiteDb.Errors.State;

/// <summary>
/// Issues and hashes in memory: those that the database does not have as they are, always; of the others the ones that
/// were used last, as many as there is room for.
/// </summary>
internal sealed class CellCache(ErrorTables tables, long maxBytes)
{
    private const int LoadsBeforeEviction = 4096;

    // Issues are small, and each event asks for one: those that the far larger hashes crowded out would be read again and again.
    private const int IssuesPart = 4;

    private readonly Dictionary<IssueId, IssueCell> _issues = [];
    private readonly Dictionary<(ProjectId Project, GroupingHash Hash), HashCell> _hashes = [];
    private readonly HashSet<Cell> _dirty = [];
    private readonly HashSet<IssueCell> _dirtyIssues = [];
    private long _clock;
    private int _loads;

    public IReadOnlyCollection<Cell> Dirty => _dirty;

    public IReadOnlyCollection<IssueCell> DirtyIssues => _dirtyIssues;

    public IssueCell? FindIssue(IssueId id)
    {
        if (!_issues.TryGetValue(id, out var cell))
        {
            cell = tables.FindIssue(id);
            if (cell is null)
            {
                return null;
            }

            _loads++;
            _issues.Add(id, cell);
        }

        cell.UsedAt = ++_clock;
        return cell;
    }

    public HashCell? FindHash(ProjectId project, GroupingHash hash)
    {
        if (!_hashes.TryGetValue((project, hash), out var cell))
        {
            cell = tables.FindHash(project, hash);
            if (cell is null)
            {
                return null;
            }

            _loads++;
            _hashes.Add((project, hash), cell);
        }

        cell.UsedAt = ++_clock;
        return cell;
    }

    public IssueCell FindOrAddIssue(IssueId id)
    {
        var cell = FindIssue(id);
        if (cell is null)
        {
            _issues.Add(id, cell = new IssueCell(id) { UsedAt = ++_clock });
        }

        return cell;
    }

    public HashCell FindOrAddHash(ProjectId project, GroupingHash hash)
    {
        var cell = FindHash(project, hash);
        if (cell is null)
        {
            _hashes.Add((project, hash), cell = new HashCell(project, hash) { UsedAt = ++_clock });
        }

        return cell;
    }

    public void Touch(Cell cell, long sequence)
    {
        cell.Sequence = sequence;
        _dirty.Add(cell);
        if (cell is IssueCell issue)
        {
            _dirtyIssues.Add(issue);
        }
    }

    public void Saved(Cell cell, long sequence)
    {
        cell.SavedSequence = sequence;
        if (cell.IsDirty)
        {
            return;
        }

        _dirty.Remove(cell);
        if (cell is IssueCell issue)
        {
            _dirtyIssues.Remove(issue);
            if (issue.Head is null)
            {
                _issues.Remove(issue.Id);
            }
        }
    }

    /// <summary>Lets go of a hash that was deleted by this sequence and has not changed since.</summary>
    public bool Forget(ProjectId project, GroupingHash hash, long sequence)
    {
        if (FindHash(project, hash) is not { IsDirty: false, Owner.IsDefault: true } cell || cell.DeletedUpTo != sequence)
        {
            return false;
        }

        _hashes.Remove((project, hash));
        return true;
    }

    /// <summary>
    /// Lets go of what was not used for longest, until there is some room again. To be called between operations: a
    /// cell that somebody holds must not go.
    /// </summary>
    /// <param name="always">Whether to look even if not much has been read since the last time.</param>
    public void Evict(bool always)
    {
        if (!always && _loads < LoadsBeforeEviction)
        {
            return;
        }

        _loads = 0;
        Evict(_issues.Values, maxBytes / IssuesPart);
        Evict(_hashes.Values, maxBytes - (maxBytes / IssuesPart));
    }

    private void Evict(IReadOnlyCollection<Cell> cells, long most)
    {
        var bytes = cells.Sum(cell => cell.EstimateBytes());
        if (bytes <= most)
        {
            return;
        }

        foreach (var cell in cells.Where(cell => !cell.IsDirty).OrderBy(cell => cell.UsedAt).ToList())
        {
            bytes -= cell.EstimateBytes();
            Remove(cell);
            if (bytes <= most * 4 / 5)
            {
                break;
            }
        }
    }

    private void Remove(Cell cell)
    {
        if (cell is HashCell hash)
        {
            _hashes.Remove((hash.Project, hash.Hash));
        }
        else if (cell is IssueCell issue)
        {
            _issues.Remove(issue.Id);
        }
    }
}
