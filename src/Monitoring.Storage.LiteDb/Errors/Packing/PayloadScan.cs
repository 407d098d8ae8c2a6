using System.Collections.Immutable;
using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Errors.Cells;
using Monitoring.Storage.LiteDb.Errors.State;
using Monitoring.Storage.LiteDb.Segments;

namespace Monitoring.Storage.LiteDb.Errors.Packing;

/// <summary>
/// Looks which payloads of a project lie in segments, and which of them are to go. Events are read in the order of their hashes, so that a block is read once or
/// twice, and some issues at a time, so that a million of them need no more memory than their payloads' places. A damaged segment is left as it is, and its payloads
/// are not counted.
/// </summary>
internal sealed class PayloadScan(ErrorParts parts, ProjectId project)
{
    private const int EventsAtOnce = 500_000;
    private const int HashesAtOnce = 1_000;

    private readonly ImmutableArray<Segment> _segments = [.. parts.Segments.All.Where(segment => segment.Info.Has(project) && !segment.IsDamaged)];
    private readonly PayloadReservoir<(int Segment, int Ordinal)> _reservoir = new();
    private readonly Dictionary<GroupingHash, (IssueId Owner, long DeletedUpTo)> _hashes = [];
    private readonly Dictionary<int, List<int>> _dead = [];
    private ProjectState _state = ProjectState.Empty;
    private ImmutableDictionary<EventId, PinnedEvent> _pins = ImmutableDictionary<EventId, PinnedEvent>.Empty;

    /// <summary>By segment: the events whose payload goes because of the bound, and those that are not to be seen any more.</summary>
    public List<(Segment Segment, HashSet<int> Evicted, HashSet<int> Dead)> Run(long bound)
    {
        var runs = FindRuns();
        LookUp(runs.Keys);
        foreach (var batch in Batches(runs))
        {
            Read(batch);
        }

        var evicted = _reservoir.Evict(bound).ToLookup(place => place.Segment, place => place.Ordinal);
        return
        [
            .. evicted.Select(group => group.Key).Union(_dead.Keys).Order()
                .Select(index => (_segments[index], evicted[index].ToHashSet(), _dead.GetValueOrDefault(index, []).ToHashSet())),
        ];
    }

    private SortedDictionary<GroupingHash, List<(int Segment, SegmentRun Run)>> FindRuns()
    {
        var found = new SortedDictionary<GroupingHash, List<(int, SegmentRun)>>();
        for (var i = 0; i < _segments.Length; i++)
        {
            foreach (var run in parts.Segments.Try(_segments[i], file => file.FindRuns(project).ToList()) ?? [])
            {
                if (!found.TryGetValue(run.Hash, out var runs))
                {
                    found.Add(run.Hash, runs = []);
                }

                runs.Add((i, run));
            }
        }

        return found;
    }

    private void LookUp(IEnumerable<GroupingHash> hashes)
    {
        foreach (var some in hashes.Chunk(HashesAtOnce))
        {
            lock (parts.State.Gate)
            {
                _state = parts.State.Project(project);
                _pins = parts.State.Pins(project);
                foreach (var hash in some)
                {
                    var cell = parts.State.FindHash(project, hash);
                    _hashes.Add(hash, (cell?.Owner ?? default, cell?.DeletedUpTo ?? 0));
                }

                parts.State.Evict();
            }
        }
    }

    /// <summary>The runs of some issues, all runs of an issue together.</summary>
    private IEnumerable<List<(int Segment, SegmentRun Run)>> Batches(SortedDictionary<GroupingHash, List<(int Segment, SegmentRun Run)>> runs)
    {
        var batch = new List<(int, SegmentRun)>();
        var events = 0L;
        foreach (var issue in runs.GroupBy(hash => _hashes[hash.Key].Owner).ToList())
        {
            foreach (var run in issue.SelectMany(hash => hash.Value))
            {
                batch.Add(run);
                events += run.Run.Count;
            }

            if (events >= EventsAtOnce)
            {
                yield return batch;
                batch = [];
                events = 0;
            }
        }

        yield return batch;
    }

    private void Read(List<(int Segment, SegmentRun Run)> batch)
    {
        var rows = new List<Row>();
        foreach (var ofSegment in batch.GroupBy(run => run.Segment))
        {
            Read(ofSegment.Key, [.. ofSegment.Select(run => run.Run).OrderBy(run => run.First)], rows);
        }

        rows.Sort();
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            _reservoir.Add(row.Id, row.Hash, new DateTimeOffset(row.Received, TimeSpan.Zero), row.Bytes, _pins.ContainsKey(row.Id), (row.Segment, row.Ordinal));
            if (i + 1 == rows.Count || rows[i + 1].Owner != row.Owner)
            {
                _reservoir.EndIssue();
            }
        }
    }

    private void Read(int segment, List<SegmentRun> runs, List<Row> rows)
    {
        var (loaded, facts) = (-1, Array.Empty<SegmentEvent>());
        parts.Segments.Try(_segments[segment], file =>
        {
            foreach (var run in runs)
            {
                for (var ordinal = run.First; ordinal < run.First + run.Count; ordinal++)
                {
                    if (loaded < 0 || ordinal >= file.Blocks[loaded].First + file.Blocks[loaded].Count)
                    {
                        loaded = file.BlockOf(ordinal);
                        facts = file.ReadFacts(loaded);
                    }

                    Add(segment, ordinal, facts[ordinal - file.Blocks[loaded].First], rows);
                }
            }

            return true;
        });
    }

    private void Add(int segment, int ordinal, SegmentEvent found, List<Row> rows)
    {
        var (hash, received) = (found.Event.Hashes[0], found.Event.ReceivedAt.UtcTicks);
        var (owner, deletedUpTo) = _hashes[hash];
        if (!owner.IsDefault && found.Sequence > deletedUpTo && (!_state.Covers(received, found.Sequence) || _pins.ContainsKey(found.Event.EventId)))
        {
            rows.Add(new Row(owner, received, found.Event.EventId, hash, found.PayloadLength, segment, ordinal));
        }
        else if (found.PayloadLength > 0)
        {
            if (!_dead.TryGetValue(segment, out var dead))
            {
                _dead.Add(segment, dead = []);
            }

            dead.Add(ordinal);
        }
    }

    /// <summary>An event; issue by issue, of each the last received first.</summary>
    private readonly record struct Row(IssueId Owner, long Received, EventId Id, GroupingHash Hash, int Bytes, int Segment, int Ordinal) : IComparable<Row>
    {
        public int CompareTo(Row other)
        {
            var order = Owner.CompareTo(other.Owner);
            order = order != 0 ? order : other.Received.CompareTo(Received);
            return order != 0 ? order : other.Id.CompareTo(Id);
        }
    }
}
