using System.Collections.Immutable;
using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Database;
using Monitoring.Storage.LiteDb.Errors.Cells;
using Monitoring.Storage.LiteDb.Errors.State;
using Monitoring.Storage.LiteDb.Errors.Writing;
using Monitoring.Storage.LiteDb.Journal;
using Monitoring.Storage.LiteDb.Segments;

namespace Monitoring.Storage.LiteDb.Errors.Retention;

/// <summary>
/// Applies a retention: first hides what goes, on the journal's thread, in steps; then counts what went. Files go later,
/// when nothing in them is to be seen any more.
/// </summary>
internal sealed class RetentionRun(ErrorParts parts, ChangeRecorder recorder, RetentionRule rule)
{
    private const int IssuesPerStep = 64;

    private readonly ErrorState _state = parts.State;
    private readonly Dictionary<GroupingHash, long> _deletedBefore = [];
    private readonly Dictionary<GroupingHash, long> _deletedUpTo = [];
    private readonly long _day = rule.EventsBefore.UtcDateTime.Date.Ticks;
    private ProjectState _project = ProjectState.Empty;
    private ImmutableDictionary<EventId, PinnedEvent> _pins = ImmutableDictionary<EventId, PinnedEvent>.Empty;
    private long _lastSequence;
    private ImmutableArray<Segment> _segments = [];
    private ImmutableArray<JournalEvent> _unpacked = [];
    private byte[]? _from;

    public long Issues { get; private set; }

    /// <summary>Under the state's lock: hides the events that go by their day, and deletes some of the issues that go.</summary>
    /// <returns>Whether there may be more issues.</returns>
    public bool Begin()
    {
        _project = _state.Project(rule.ProjectId);
        _pins = _state.Pins(rule.ProjectId);
        _lastSequence = _state.LastSequence;
        recorder.AddMark(rule.ProjectId, _day);
        return DeleteIssues();
    }

    /// <summary>Under the state's lock: deletes some of the issues that go.</summary>
    /// <returns>Whether there may be more.</returns>
    public bool DeleteIssues()
    {
        if (rule.IssuesBefore is not { } before)
        {
            return false;
        }

        var step = new SortedDictionary<IssueId, IssueCell>();
        if (_from is null)
        {
            foreach (var cell in _state.DirtyIssues(rule.ProjectId))
            {
                step[cell.Id] = cell;
            }

            // The index has the last seen first; those that go come last.
            _from = Keys.Of(rule.ProjectId.Value, ~(before.UtcTicks - 1), long.MinValue);
        }

        var end = Keys.Of(rule.ProjectId.Value, long.MaxValue, long.MaxValue);
        var documents = parts.Tables.Database.Range(Collections.Issues, IssueFields.LastSeen, _from, end, IssuesPerStep);
        foreach (var document in documents)
        {
            if (_state.FindIssue(new IssueId(document["_id"].AsInt64)) is { } cell)
            {
                step[cell.Id] = cell;
            }
        }

        foreach (var cell in step.Values)
        {
            DeleteIfOld(cell, before.UtcTicks);
        }

        _from = documents.Count == 0 ? _from : [.. documents[^1][IssueFields.LastSeen].AsBinary, 0];
        return documents.Count == IssuesPerStep;
    }

    /// <summary>Under the state's lock: where the events lie now.</summary>
    public bool LookAround()
    {
        _segments = parts.Segments.All;
        _unpacked = [.. parts.Journals.Files.SelectMany(file => file.Events.All).Where(unpacked => unpacked.Project == rule.ProjectId)];
        return true;
    }

    /// <summary>Afterwards, outside of the lock: how many events went.</summary>
    public long CountEvents()
    {
        var count = _unpacked.LongCount(unpacked => Went(unpacked.Id, unpacked.Hash, unpacked.Received, unpacked.Sequence));
        foreach (var segment in _segments.Where(segment => segment.Info.Has(rule.ProjectId)))
        {
            if (segment.Info.MinReceived < _day || Issues > 0)
            {
                count += parts.Segments.Try(segment, Count);
            }
        }

        return count;
    }

    private void DeleteIfOld(IssueCell cell, long before)
    {
        if (cell.Head is not { } head || _state.Totals(head).Max(hash => hash.LastSeen) >= before)
        {
            return;
        }

        foreach (var hash in head.Hashes)
        {
            _deletedBefore.TryAdd(hash, _state.FindHash(head.Project, hash)!.DeletedUpTo);
        }

        var latest = _state.Totals(head).Max(hash => hash.Latest)!;
        recorder.AddTransition(new IssueTransition
        {
            Position = 0,
            ProjectId = head.Project,
            IssueId = head.Id,
            Kind = IssueTransitionKind.Expired,
            At = rule.At.ToUniversalTime(),
            Status = head.State.Status,
            Title = latest.Title,
            Level = latest.Level,
        });
        IssueRegister.Delete(_state, recorder, head);
        Issues++;
    }

    private long Count(SegmentFile file)
    {
        var count = 0L;
        foreach (var run in file.FindRuns(rule.ProjectId).ToList())
        {
            var isDeleted = _deletedBefore.ContainsKey(run.Hash);
            if (!isDeleted && run.MinReceived >= _day)
            {
                continue;
            }

            count += CountRun(file, run);
        }

        return count;
    }

    private long CountRun(SegmentFile file, SegmentRun run)
    {
        var count = 0L;
        for (var ordinal = run.First; ordinal < run.First + run.Count;)
        {
            var block = file.BlockOf(ordinal);
            var entry = file.Blocks[block];
            var end = Math.Min(run.First + run.Count, entry.First + entry.Count);
            var facts = TryReadFacts(file, block);
            for (; ordinal < end; ordinal++)
            {
                count += facts.Length > 0 && facts[ordinal - entry.First] is var packed && Went(packed.Event.EventId, run.Hash, packed.Event.ReceivedAt.UtcTicks, packed.Sequence) ? 1 : 0;
            }
        }

        return count;
    }

    /// <summary>Reads a block; what cannot be read is not counted.</summary>
    private SegmentEvent[] TryReadFacts(SegmentFile file, int block)
    {
        try
        {
            return file.ReadFacts(block);
        }
        catch (StoreDamagedException damage)
        {
            parts.Segments.Report(damage);
            return [];
        }
    }

    /// <summary>Whether an event was to be seen before, and is not any more.</summary>
    private bool Went(EventId id, GroupingHash hash, long received, long sequence)
    {
        var isDeleted = _deletedBefore.TryGetValue(hash, out var deletedUpTo);
        var isPinned = _pins.ContainsKey(id);
        if (sequence > _lastSequence || (!isPinned && _project.Covers(received, sequence)) || (!isDeleted && (isPinned || received >= _day)))
        {
            return false;
        }

        return sequence > (isDeleted ? deletedUpTo : DeletedUpTo(hash));
    }

    private long DeletedUpTo(GroupingHash hash)
    {
        if (!_deletedUpTo.TryGetValue(hash, out var deletedUpTo))
        {
            lock (_state.Gate)
            {
                deletedUpTo = _state.FindHash(rule.ProjectId, hash)?.DeletedUpTo ?? 0;
            }

            _deletedUpTo.Add(hash, deletedUpTo);
        }

        return deletedUpTo;
    }
}
