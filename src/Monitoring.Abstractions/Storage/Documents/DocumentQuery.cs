using System.Collections.Immutable;

namespace Monitoring.Storage.Documents;

/// <summary>
/// Asks for the documents of one type in one partition by one declared index. There is no query without an index.
/// </summary>
public sealed record DocumentQuery
{
    /// <summary>Where to look.</summary>
    public required Partition Partition { get; init; }

    /// <summary>The kind of document.</summary>
    public required DocumentType Type { get; init; }

    /// <summary>The name of the index; the answer is in its order, then by document key.</summary>
    public required string Index { get; init; }

    /// <summary>
    /// The stretches of the index to read. One for a range, a prefix or an equality, several for membership in a set,
    /// none for nothing; they may touch or overlap and come in any order. A document with several keys in them is
    /// answered once, at the first in the query's order.
    /// </summary>
    public ImmutableArray<IndexRange> Ranges { get; init; } = [IndexRange.All];

    /// <summary>Whether the order is turned around: the greatest key first, and among equal keys the greatest document key.</summary>
    public bool Descending { get; init; }

    /// <summary>How many documents at most, 1 to 1,000.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Where the page before ended, or <see langword="null"/> for the first page.</summary>
    public string? Cursor { get; init; }
}
