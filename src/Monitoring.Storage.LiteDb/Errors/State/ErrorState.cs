using System.Collections.Immutable;
using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Errors.Cells;
using Monitoring.Storage.LiteDb.Errors.Changes;
using Monitoring.Storage.LiteDb.Journal;

namespace Monitoring.Storage.LiteDb.Errors.State;

/// <summary>
/// The state of issues, hashes and projects as of the last change. Only to be touched under <see cref="Gate"/>. What is
/// not in memory is read from the database; what the database does not have yet stays in memory.
/// </summary>
internal sealed class ErrorState : IChanges
{
    private readonly ErrorTables _tables;
    private readonly CellCache _cache;
    private readonly Dictionary<ProjectId, ProjectCell> _projects;
    private readonly Dictionary<IssueId, MergedCell> _merged;
    private readonly List<(long Sequence, IssueTransition Told)> _transitions = [];

    public ErrorState(ErrorTables tables, Checkpoint checkpoint, long cacheBytes)
    {
        _tables = tables;
        _cache = new CellCache(tables, cacheBytes);
        _projects = tables.Projects().ToDictionary(cell => cell.Project);
        _merged = tables.Merged().ToDictionary(cell => cell.Id);
        LastIssue = checkpoint.LastIssue;
        TrimmedTransitions = checkpoint.TrimmedTransitions;
        SavedTransitions = checkpoint.Replayed;
        LastSequence = checkpoint.Replayed;
    }

    public Lock Gate { get; } = new();

    public long LastIssue { get; private set; }

    /// <summary>Whether changes before those that are replayed are lost, so that these may name what is not known.</summary>
    public bool IsTorn { get; set; }

    /// <summary>The sequence of the last change that was applied.</summary>
    public long LastSequence { get; private set; }

    public long TrimmedTransitions { get; private set; }

    /// <summary>Up to this position the database has the transitions.</summary>
    public long SavedTransitions { get; private set; }

    /// <summary>With the sequences by which the journal has them, which are their positions unless they come from elsewhere.</summary>
    public IReadOnlyList<(long Sequence, IssueTransition Told)> UnsavedTransitions => _transitions;

    public IReadOnlyCollection<Cell> Dirty => _cache.Dirty;

    public IEnumerable<MergedIssue> Merged => _merged.Values.Select(cell => cell.Merged).OfType<MergedIssue>();

    /// <summary>Finds an issue, following merges.</summary>
    public IssueCell? FindIssue(IssueId id)
    {
        while (FindMerge(id) is { } into)
        {
            id = into;
        }

        return _cache.FindIssue(id) is { Head: not null } cell ? cell : null;
    }

    /// <summary>The issue that another one was merged into.</summary>
    public IssueId? FindMerge(IssueId id) => _merged.TryGetValue(id, out var merged) ? merged.Merged?.Into : null;

    public IssueCell? FindNumber(ProjectId project, long number)
    {
        if (Merged.FirstOrDefault(merged => merged.Head.Project == project && merged.Head.Number == number) is { } merged)
        {
            return FindIssue(merged.Head.Id);
        }

        var unsaved = _cache.DirtyIssues.FirstOrDefault(cell => cell.Head is { } head && head.Project == project && head.Number == number);
        return unsaved ?? (_tables.FindNumber(project, number) is { } id ? FindIssue(id) : null);
    }

    public HashCell? FindHash(ProjectId project, GroupingHash hash) => _cache.FindHash(project, hash);

    public ProjectState Project(ProjectId project) => _projects.TryGetValue(project, out var cell) ? cell.State : ProjectState.Empty;

    public ImmutableDictionary<EventId, PinnedEvent> Pins(ProjectId project) =>
        _projects.TryGetValue(project, out var cell) ? cell.Pins : ImmutableDictionary<EventId, PinnedEvent>.Empty;

    /// <summary>The issues of a project that the database does not have as they are.</summary>
    public IEnumerable<IssueCell> DirtyIssues(ProjectId project) => _cache.DirtyIssues.Where(cell => cell.Head is null || cell.Head.Project == project);

    public HashTotals[] Totals(IssueHead head) => [.. head.Hashes.Select(hash => FindHash(head.Project, hash)!.Totals)];

    public IssueRow Row(IssueHead head) => IssueRows.Sum(head, Totals(head));

    /// <summary>The row of an issue whose hashes these are.</summary>
    public static IssueRow Row(IssueCell cell, HashTotals[] totals)
    {
        if (cell.Sum is not ({ } sequence, { } row) || sequence != cell.Sequence)
        {
            row = IssueRows.Sum(cell.Head!, totals);
            cell.Sum = (cell.Sequence, row);
        }

        return row;
    }

    /// <summary>Whether an event is still to be seen.</summary>
    public bool IsLive(HashCell? hash, ProjectId project, EventId id, long received, long sequence) =>
        hash is not null && !hash.Owner.IsDefault && sequence > hash.DeletedUpTo && (!Project(project).Covers(received, sequence) || Pins(project).ContainsKey(id));

    /// <summary>Issues that are opened from now on have greater ids.</summary>
    public void SkipIssues(long upTo) => LastIssue = Math.Max(LastIssue, upTo);

    /// <summary>Goes on above a sequence that nothing was written at; all before it is in the database.</summary>
    public void GoOnFrom(long sequence)
    {
        LastSequence = sequence;
        SavedTransitions = sequence;
    }

    /// <summary>Whether there is an issue of this id, merged away or not.</summary>
    public bool HasIssue(IssueId id) => (_merged.TryGetValue(id, out var merged) && merged.Merged is not null) || _cache.FindIssue(id) is { Head: not null };

    /// <summary>Whether a transition is there or was trimmed; of those that come from elsewhere, which come in the order of their positions.</summary>
    public bool HasTransition(long position) =>
        position <= TrimmedTransitions
        || (_transitions is [.., var last] && last.Told.Position >= position)
        || _tables.Transitions(position - 1, position, 1).Any();

    /// <summary>Issues that were merged away, and are there nevertheless: the end of the merge was lost.</summary>
    public IEnumerable<IssueId> MergedAlive() =>
        [.. _merged.Values.Where(cell => cell.Merged is not null && _cache.FindIssue(cell.Id) is { Head: not null }).Select(cell => cell.Id)];

    /// <summary>Makes room in memory; between operations only.</summary>
    public void Evict(bool always = false) => _cache.Evict(always);

    /// <summary>Lets go of a hash that was deleted by this sequence and has not changed since.</summary>
    public bool Forget(ProjectId project, GroupingHash hash, long sequence) => _cache.Forget(project, hash, sequence);

    /// <summary>The database has the cell as of a sequence.</summary>
    public void Saved(Cell cell, long sequence)
    {
        _cache.Saved(cell, sequence);
        if (cell is MergedCell { Merged: null, IsDirty: false } restored)
        {
            _merged.Remove(restored.Id);
        }
    }

    public void TransitionsSaved(long upTo)
    {
        SavedTransitions = Math.Max(SavedTransitions, upTo);
        _transitions.RemoveAll(transition => transition.Sequence <= upTo);
    }

    public void AddEvent(long sequence, GroupedEvent added, EventPlace place)
    {
        AddToFile(sequence, added, place);
        var cell = (IsTorn ? _cache.FindOrAddHash(added.ProjectId, added.Hashes[0]) : _cache.FindHash(added.ProjectId, added.Hashes[0]))
            ?? throw Unknown(sequence, added.Hashes[0]);
        if (Touch(cell, sequence))
        {
            cell.Totals.Add(added);
        }

        if (_cache.FindIssue(cell.Owner) is { } issue)
        {
            Touch(issue, sequence);
        }
    }

    public void KeepEvent(long sequence, GroupedEvent kept, EventPlace place)
    {
        LastSequence = sequence;
        AddToFile(sequence, kept, place);
    }

    public void PutHash(long sequence, HashCell counted)
    {
        var cell = _cache.FindOrAddHash(counted.Project, counted.Hash);
        if (Touch(cell, sequence))
        {
            cell.Owner = counted.Owner;
            cell.Totals = counted.Totals;
        }
    }

    public void PutIssue(long sequence, IssueHead head)
    {
        LastIssue = Math.Max(LastIssue, head.Id.Value);
        var cell = _cache.FindOrAddIssue(head.Id);
        if (Touch(cell, sequence))
        {
            cell.Head = head;
        }
    }

    public void RemoveIssue(long sequence, IssueId id)
    {
        var cell = _cache.FindOrAddIssue(id);
        if (Touch(cell, sequence))
        {
            cell.Head = null;
        }
    }

    public void PutOwner(long sequence, ProjectId project, GroupingHash hash, IssueId owner)
    {
        var cell = _cache.FindOrAddHash(project, hash);
        if (Touch(cell, sequence))
        {
            cell.Owner = owner;
        }
    }

    public void DeleteHash(long sequence, ProjectId project, GroupingHash hash)
    {
        var cell = _cache.FindOrAddHash(project, hash);
        if (Touch(cell, sequence))
        {
            cell.Delete(sequence);
        }

        var pins = Pins(project);
        var left = pins.RemoveRange(pins.Where(pin => pin.Value.Hash == hash).Select(pin => pin.Key));
        if (left.Count < pins.Count)
        {
            PutPins(sequence, project, left);
        }
    }

    public void PutMerged(long sequence, MergedIssue merged) => SetMerged(sequence, merged.Head.Id, merged);

    public void RemoveMerged(long sequence, IssueId id) => SetMerged(sequence, id, null);

    public void PutProject(long sequence, ProjectId project, ProjectState state)
    {
        var cell = FindOrAddProject(project);
        if (Touch(cell, sequence))
        {
            cell.State = state;
        }
    }

    public void PutPin(long sequence, ProjectId project, EventId id, PinnedEvent pin) => PutPins(sequence, project, Pins(project).SetItem(id, pin));

    public void RemovePin(long sequence, ProjectId project, EventId id) => PutPins(sequence, project, Pins(project).Remove(id));

    public void AddTransition(long sequence, IssueTransition transition)
    {
        LastSequence = sequence;
        if (transition.Position > TrimmedTransitions)
        {
            _transitions.Add((sequence, transition));
        }
    }

    public void TrimTransitions(long sequence, long upTo)
    {
        LastSequence = sequence;
        TrimmedTransitions = Math.Max(TrimmedTransitions, upTo);
        _transitions.RemoveAll(transition => transition.Told.Position <= upTo);
    }

    private static void AddToFile(long sequence, GroupedEvent added, EventPlace place) => place.File.Events.Add(new JournalEvent
    {
        Project = added.ProjectId,
        Id = added.EventId,
        Hash = added.Hashes[0],
        Received = added.ReceivedAt.UtcTicks,
        Sequence = sequence,
        Environment = added.Environment,
        File = place.File,
        FrameOffset = place.FrameOffset,
        RecordOffset = place.RecordOffset,
    });

    private static StoreDamagedException Unknown(long sequence, GroupingHash hash) =>
        new($"The event of sequence {sequence} belongs to hash {hash}, which is unknown.");

    private ProjectCell FindOrAddProject(ProjectId project)
    {
        if (!_projects.TryGetValue(project, out var cell))
        {
            _projects.Add(project, cell = new ProjectCell(project));
        }

        return cell;
    }

    private void PutPins(long sequence, ProjectId project, ImmutableDictionary<EventId, PinnedEvent> pins)
    {
        var cell = FindOrAddProject(project);
        if (Touch(cell, sequence))
        {
            cell.Pins = pins;
        }
    }

    private void SetMerged(long sequence, IssueId id, MergedIssue? merged)
    {
        if (!_merged.TryGetValue(id, out var cell))
        {
            _merged.Add(id, cell = new MergedCell(id));
        }

        if (Touch(cell, sequence))
        {
            cell.Merged = merged;
        }
    }

    /// <summary>Notes a change of a cell.</summary>
    /// <returns>Whether the cell is to be changed: not when the database had the change already.</returns>
    private bool Touch(Cell cell, long sequence)
    {
        LastSequence = sequence;
        if (sequence <= cell.Sequence)
        {
            return false;
        }

        _cache.Touch(cell, sequence);
        return true;
    }
}
