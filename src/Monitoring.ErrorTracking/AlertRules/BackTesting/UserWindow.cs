using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.AlertRules.BackTesting;

/// <summary>Counts different users in a window that only moves on.</summary>
internal sealed class UserWindow(ImmutableArray<(DateTimeOffset Hour, ulong User)> seen)
{
    private readonly Dictionary<ulong, int> _inside = [];
    private int _entered;
    private int _left;

    public long Count(DateTimeOffset from, DateTimeOffset to)
    {
        for (; _entered < seen.Length && seen[_entered].Hour < to; _entered++)
        {
            _inside[seen[_entered].User] = _inside.GetValueOrDefault(seen[_entered].User) + 1;
        }

        for (; _left < _entered && seen[_left].Hour < from; _left++)
        {
            if (--_inside[seen[_left].User] == 0)
            {
                _inside.Remove(seen[_left].User);
            }
        }

        return _inside.Count;
    }
}
