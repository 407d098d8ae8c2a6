using System.Collections.Immutable;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Rollups.Commits;

/// <summary>A commit, and what each caller is told once it is durable.</summary>
internal sealed record CommitPlan<TAnswer>
{
    public required DocumentCommit Commit { get; init; }

    /// <summary>An answer for each work, in their order.</summary>
    public required ImmutableArray<TAnswer> Answers { get; init; }

    /// <summary>Whether there is nothing to write.</summary>
    public bool IsEmpty => Commit is { Puts.IsEmpty: true, Deletes.IsEmpty: true, Timers.IsEmpty: true, Signals.IsEmpty: true };

    public long Bytes => Commit.Puts.Sum(put => (long)put.Body.Length);
}
