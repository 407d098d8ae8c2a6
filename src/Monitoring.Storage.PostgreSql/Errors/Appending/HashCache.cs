using Monitoring.Storage.Counts;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.PostgreSql.Errors.Appending;

/// <summary>
/// What this host last knew of hashes, so that their facets and users need not be read and unpacked for each batch. An entry holds for one token, which each transaction that
/// changes the row draws anew: what another host changed, or what was never committed, is not taken for the row.
/// </summary>
internal sealed class HashCache
{
    private const long MaxBytes = 64 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<(ProjectId Project, GroupingHash Hash), LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = new();
    private long _bytes;

    /// <summary>The id of the row of a hash, if there was one; it may be gone by now.</summary>
    public long? FindId(ProjectId project, GroupingHash hash)
    {
        lock (_lock)
        {
            return _entries.TryGetValue((project, hash), out var node) ? node.Value.Id : null;
        }
    }

    /// <summary>Forgets hashes whose rows are not those that were known.</summary>
    public void Forget(IEnumerable<(ProjectId Project, GroupingHash Hash)> hashes)
    {
        lock (_lock)
        {
            foreach (var hash in hashes)
            {
                Remove(hash);
            }
        }
    }

    /// <summary>Hands what is known of a row to the one that changes it, and to nobody else; <see langword="null"/> when the row is another one by now.</summary>
    public (HashFacets Facets, DistinctSketch Users)? Take(ProjectId project, GroupingHash hash, long token)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue((project, hash), out var node) || node.Value is not { Facets: { } facets, Users: { } users } entry || entry.Token != token)
            {
                return null;
            }

            node.Value = entry with { Facets = null, Users = null };
            return (facets, users);
        }
    }

    /// <summary>Keeps a row as it is once the transaction that changed it is committed; nobody who has another token sees it.</summary>
    public void Put(ProjectId project, GroupingHash hash, long id, long token, HashFacets facets, DistinctSketch users)
    {
        var entry = new Entry(project, hash, id, token, facets, users, 2_500 + facets.EstimateBytes());
        lock (_lock)
        {
            Remove((project, hash));
            _entries.Add((project, hash), _byUse.AddLast(entry));
            for (_bytes += entry.Bytes; _bytes > MaxBytes;)
            {
                Remove((_byUse.First!.Value.Project, _byUse.First.Value.Hash));
            }
        }
    }

    private void Remove((ProjectId Project, GroupingHash Hash) hash)
    {
        if (_entries.Remove(hash, out var node))
        {
            _byUse.Remove(node);
            _bytes -= node.Value.Bytes;
        }
    }

    private sealed record Entry(ProjectId Project, GroupingHash Hash, long Id, long Token, HashFacets? Facets, DistinctSketch? Users, long Bytes);
}
