using System.Collections.Immutable;
using Monitoring.Storage.Documents;

namespace Monitoring.Testing.Models;

/// <summary>What the store said to a command; a part per kind of command.</summary>
internal sealed record DocumentAnswer
{
    public CommitResult? Commit { get; init; }

    public ImmutableArray<TimerClaim> Claims { get; init; } = [];

    public Lease? Lease { get; init; }

    public ImmutableArray<StoredDocument> Found { get; init; } = [];

    /// <summary>How many of the found documents were in the first page, which is of one moment.</summary>
    public int FirstPage { get; init; }
}
