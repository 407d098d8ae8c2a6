using System.Collections.Immutable;

namespace Monitoring.Storage.Documents;

/// <summary>What became of a commit.</summary>
public sealed record CommitResult
{
    /// <summary>Whether it was applied, or which condition failed.</summary>
    public required CommitOutcome Outcome { get; init; }

    /// <summary>The new versions of the puts, in their order; empty when the commit was refused.</summary>
    public ImmutableArray<long> Versions { get; init; } = [];

    /// <summary>
    /// On <see cref="CommitOutcome.Conflict"/> the first document that is at another version (of the puts, then the
    /// deletes, then the checks), as stored, or <see langword="null"/> when it is not there.
    /// </summary>
    public StoredDocument? Conflict { get; init; }
}
