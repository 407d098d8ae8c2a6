using Monitoring.Storage.Errors;
using Monitoring.Storage.LiteDb.Errors.Cells;

namespace Monitoring.Storage.LiteDb.Errors.Indexing;

/// <summary>What the index wants to know of an issue.</summary>
internal sealed record IndexedIssue
{
    public required IssueRow Row { get; init; }

    /// <summary>What the issue's hashes have counted.</summary>
    public required IReadOnlyCollection<HashTotals> Hashes { get; init; }

    /// <summary>The counts by hour of all hashes.</summary>
    public IEnumerable<KeyValuePair<int, long>> Hours => Hashes.SelectMany(hash => hash.Hours);
}
