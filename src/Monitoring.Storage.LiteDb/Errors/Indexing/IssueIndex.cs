using System.Numerics;
using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Errors.State;

namespace Monitoring.Storage.LiteDb.Errors.Indexing;

/// <summary>
/// A project's issues in memory, as the database has them: what they are sorted by, and which have a term. Made out of the database, so that nothing is lost with it.
/// Safe to use on many threads.
/// </summary>
internal sealed class IssueIndex(TimeProvider time)
{
    private static readonly TimeSpan TrendAge = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly IssueColumns _columns = new();
    private readonly IssueTerms _terms = new();
    private readonly Dictionary<IssueId, int> _slots = [];
    private readonly Dictionary<int, KeyValuePair<int, long>[]> _hours = [];
    private readonly List<int[]> _termsOf = [];
    private readonly Stack<int> _free = [];
    private readonly Bitmap _all = new(64);
    private long _termCount;

    /// <summary>The instant that trends are those of.</summary>
    public DateTimeOffset RankedAt { get; private set; } = time.GetUtcNow();

    public bool IsWorn => _terms.IsWorn;

    public void Put(IndexedIssue issue)
    {
        lock (_gate)
        {
            if (!_slots.TryGetValue(issue.Row.Id, out var slot))
            {
                slot = Open();
                _slots.Add(issue.Row.Id, slot);
                _all.Add(slot);
            }

            var terms = _terms.Of(issue);
            _terms.Change(slot, _termsOf[slot], terms);
            _termCount += terms.Length - _termsOf[slot].Length;
            _termsOf[slot] = terms;
            _columns.Set(slot, issue.Row);
            PutTrend(slot, issue);
        }
    }

    public void Remove(IssueId id)
    {
        lock (_gate)
        {
            if (_slots.Remove(id, out var slot))
            {
                _all.Remove(slot);
                _terms.Change(slot, _termsOf[slot], []);
                _termCount -= _termsOf[slot].Length;
                _termsOf[slot] = [];
                _hours.Remove(slot);
                _free.Push(slot);
            }
        }
    }

    /// <summary>The issues that may meet a condition, but for some.</summary>
    public Bitmap Narrow(IssueFilter? filter, IEnumerable<IssueId> without)
    {
        lock (_gate)
        {
            var narrowed = filter is null ? Narrowing.Everything : Narrowing.Of(filter, _columns, _terms, _all);
            var slots = _all.Copy();
            if (narrowed.Slots is { } some)
            {
                slots.And(some);
            }

            foreach (var id in without)
            {
                if (_slots.TryGetValue(id, out var slot))
                {
                    slots.Remove(slot);
                }
            }

            return slots;
        }
    }

    /// <summary>The first of some issues in an order, after a place.</summary>
    public List<IssuePlace> First(Bitmap slots, IssueSort sort, IssuePlace? after, int count)
    {
        lock (_gate)
        {
            // The worst of the best is the one to be replaced; most issues are not even compared with the others.
            var keys = _columns.Keys(sort);
            var ids = _columns.Ids;
            var worst = new IssuePlace(long.MinValue, long.MinValue);
            var best = new PriorityQueue<IssuePlace, IssuePlace>(Comparer<IssuePlace>.Create((first, second) => second.CompareTo(first)));

            // The newest first: of many that are equal in the order they are the ones that are wanted.
            var words = slots.Words;
            for (var i = words.Length - 1; i >= 0; i--)
            {
                for (var word = words[i]; word != 0;)
                {
                    var bit = BitOperations.Log2(word);
                    word ^= 1UL << bit;
                    var slot = (i * Bitmap.Bits) + bit;
                    if (keys[slot] < worst.Key || (keys[slot] == worst.Key && ids[slot] < worst.Id))
                    {
                        continue;
                    }

                    var place = new IssuePlace(keys[slot], ids[slot]);
                    if (after is { } end && place.CompareTo(end) <= 0)
                    {
                        continue;
                    }

                    best.Enqueue(place, place);
                    if (best.Count > count)
                    {
                        best.Dequeue();
                    }

                    worst = best.Count == count ? best.Peek() : worst;
                }
            }

            return [.. best.UnorderedItems.Select(item => item.Element).Order()];
        }
    }

    /// <summary>Computes trends anew when they are old.</summary>
    public void RefreshTrends()
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            if (now - RankedAt < TrendAge && now >= RankedAt)
            {
                return;
            }

            RankedAt = now;
            foreach (var (slot, hours) in _hours)
            {
                _columns.SetTrend(slot, IssueTrend.Rank(hours, now));
            }
        }
    }

    public long EstimateBytes()
    {
        lock (_gate)
        {
            return (_columns.Count * 160L) + (_termCount * 8) + (_hours.Values.Sum(hours => hours.Length * 16L)) + _terms.EstimateBytes();
        }
    }

    private int Open()
    {
        if (_free.TryPop(out var free))
        {
            return free;
        }

        _termsOf.Add([]);
        return _columns.Open();
    }

    private void PutTrend(int slot, IndexedIssue issue)
    {
        var oldest = (int)(RankedAt.UtcTicks / TimeSpan.TicksPerHour) - IssueTrend.RecentHours - IssueTrend.EarlierHours;
        var hours = issue.Hours.Where(hour => hour.Key > oldest).ToArray();
        _columns.SetTrend(slot, IssueTrend.Rank(hours, RankedAt));
        if (hours.Length > 0)
        {
            _hours[slot] = hours;
        }
        else
        {
            _hours.Remove(slot);
        }
    }
}
