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

    /// <summary>Whether the row of a hash is known to be there.</summary>
    public bool Knows(ProjectId project, GroupingHash hash)
    {
        lock (_lock)
        {
            return _entries.ContainsKey((project, hash));
        }
    }

    /// <summary>Takes what is known of a row out of the cache, for the one that changes it; <see langword="null"/> when the row is another one by now.</summary>
    public (HashFacets Facets, DistinctSketch Users)? Take(ProjectId project, GroupingHash hash, long token)
    {
        lock (_lock)
        {
            if (!_entries.Remove((project, hash), out var node))
            {
                return null;
            }

            _byUse.Remove(node);
            _bytes -= node.Value.Bytes;
            return node.Value.Token == token ? (node.Value.Facets, node.Value.Users) : null;
        }
    }

    /// <summary>Keeps a row as it is once the transaction that changed it is committed; nobody who has another token sees it.</summary>
    public void Put(ProjectId project, GroupingHash hash, long token, HashFacets facets, DistinctSketch users)
    {
        var entry = new Entry(project, hash, token, facets, users, 2_500 + facets.EstimateBytes());
        lock (_lock)
        {
            if (_entries.Remove((project, hash), out var old))
            {
                _byUse.Remove(old);
                _bytes -= old.Value.Bytes;
            }

            _entries.Add((project, hash), _byUse.AddLast(entry));
            for (_bytes += entry.Bytes; _bytes > MaxBytes; _bytes -= _byUse.First!.Value.Bytes, _byUse.RemoveFirst())
            {
                _entries.Remove((_byUse.First!.Value.Project, _byUse.First.Value.Hash));
            }
        }
    }

    private sealed record Entry(ProjectId Project, GroupingHash Hash, long Token, HashFacets Facets, DistinctSketch Users, long Bytes);
}
