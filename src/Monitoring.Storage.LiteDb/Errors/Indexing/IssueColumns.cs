using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Errors.State;

namespace Monitoring.Storage.LiteDb.Errors.Indexing;

/// <summary>Of each issue what it is sorted by and what has few values, by its slot.</summary>
internal sealed class IssueColumns
{
    private static readonly IssueSort[] Stored = [IssueSort.LastSeen, IssueSort.FirstSeen, IssueSort.Events, IssueSort.Users, IssueSort.Trend];

    private readonly long[][] _keys = [.. Stored.Select(_ => new long[64])];
    private long[] _ids = new long[64];
    private readonly Dictionary<(byte Status, byte Substatus, byte Level), Bitmap> _slotsIn = [];
    private (byte Status, byte Substatus, byte Level)[] _states = new (byte, byte, byte)[64];

    /// <summary>How many slots there are, the free ones included.</summary>
    public int Count { get; private set; }

    public int Open()
    {
        if (Count == _ids.Length)
        {
            Array.Resize(ref _ids, Count * 2);
            Array.Resize(ref _states, Count * 2);
            for (var i = 0; i < _keys.Length; i++)
            {
                Array.Resize(ref _keys[i], Count * 2);
            }
        }

        return Count++;
    }

    public void Set(int slot, IssueRow row)
    {
        _ids[slot] = row.Id.Value;
        SetState(slot, ((byte)row.State.Status, (byte)row.State.Substatus, (byte)row.Level));
        foreach (var sort in Stored.Where(sort => sort != IssueSort.Trend))
        {
            _keys[(int)sort][slot] = IssuePlace.Of(row, sort).Key;
        }
    }

    public void SetTrend(int slot, long trend) => _keys[(int)IssueSort.Trend][slot] = trend;

    /// <summary>What every slot is sorted by.</summary>
    public ReadOnlySpan<long> Keys(IssueSort sort) => _keys[(int)sort];

    /// <summary>The issue of every slot.</summary>
    public ReadOnlySpan<long> Ids => _ids;

    /// <summary>The slots, free ones perhaps included, whose number lies between two, both included.</summary>
    public Bitmap Find(IssueSort sort, long min, long max)
    {
        return Bitmap.OfRange(_keys[(int)sort].AsSpan(0, Count), min, max);
    }

    /// <summary>The slots, free ones perhaps included, in a state. There are few different ones, each with its slots.</summary>
    public Bitmap Find(Func<IssueStatus, IssueSubstatus, ErrorLevel, bool> isWanted)
    {
        var found = new Bitmap(Count);
        foreach (var (state, slots) in _slotsIn)
        {
            if (isWanted((IssueStatus)state.Status, (IssueSubstatus)state.Substatus, (ErrorLevel)state.Level))
            {
                found.Or(slots);
            }
        }

        return found;
    }

    private void SetState(int slot, (byte Status, byte Substatus, byte Level) state)
    {
        if (_slotsIn.TryGetValue(_states[slot], out var before))
        {
            before.Remove(slot);
        }

        if (!_slotsIn.TryGetValue(state, out var after))
        {
            _slotsIn.Add(state, after = new Bitmap(Count));
        }

        _states[slot] = state;
        after.Add(slot);
    }
}
