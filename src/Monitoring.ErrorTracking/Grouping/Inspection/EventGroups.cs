namespace Monitoring.ErrorTracking.Grouping.Inspection;

/// <summary>Puts events together that have a hash in common, directly or by others between them.</summary>
internal sealed class EventGroups
{
    private readonly Dictionary<GroupingHash, int> _byHash = [];
    private readonly List<int> _parents = [];

    /// <summary>Adds the next event.</summary>
    public void Add(IEnumerable<GroupingHash> hashes)
    {
        var own = _parents.Count;
        _parents.Add(own);
        foreach (var hash in hashes)
        {
            if (!_byHash.TryAdd(hash, own))
            {
                _parents[GroupOf(own)] = GroupOf(_byHash[hash]);
            }
        }
    }

    /// <summary>The group of an event, given by its place in the order of adding.</summary>
    public int GroupOf(int index)
    {
        while (_parents[index] != index)
        {
            index = _parents[index] = _parents[_parents[index]];
        }

        return index;
    }
}
