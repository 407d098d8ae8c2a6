using System.Collections.Immutable;
using Monitoring.Storage.Documents;

namespace Monitoring.Storage.LiteDb.Documents;

/// <summary>Applies commits on the database's thread, inside a transaction that other commits may share.</summary>
internal sealed class DocumentCommitter(DocumentTable documents, TimerTable timers, LeaseTable leases, SignalTable signals)
{
    /// <param name="commit">What to do.</param>
    /// <param name="entries">The index entries of each put.</param>
    public CommitResult Commit(DocumentCommit commit, IReadOnlyList<ImmutableArray<DocumentIndexEntry>> entries)
    {
        if ((commit.Fence is { } fence && !leases.Holds(fence)) || !commit.CompletedTimers.All(timers.Holds))
        {
            return new CommitResult { Outcome = CommitOutcome.Fenced };
        }

        foreach (var (type, key, expected) in Expectations(commit))
        {
            var current = documents.Get(commit.Partition, type, key);
            if ((current?.Version ?? 0) != expected)
            {
                return new CommitResult { Outcome = CommitOutcome.Conflict, Conflict = current };
            }
        }

        var prepared = commit.Puts.Select((put, i) => documents.Prepare(commit.Partition, put, entries[i])).ToList();
        return new CommitResult { Outcome = CommitOutcome.Committed, Versions = Apply(commit, prepared) };
    }

    private static IEnumerable<(DocumentType Type, string Key, long Expected)> Expectations(DocumentCommit commit) =>
        commit.Puts.Where(put => put.ExpectedVersion is not null).Select(put => (put.Type, put.Key, put.ExpectedVersion!.Value))
            .Concat(commit.Deletes.Where(delete => delete.ExpectedVersion is not null).Select(delete => (delete.Type, delete.Key, delete.ExpectedVersion!.Value)))
            .Concat(commit.Checks.Select(check => (check.Type, check.Key, check.ExpectedVersion)));

    private ImmutableArray<long> Apply(DocumentCommit commit, List<DocumentBody> prepared)
    {
        var versions = commit.Puts.Select((put, i) => documents.Put(commit.Partition, put.Key, prepared[i])).ToImmutableArray();
        foreach (var delete in commit.Deletes)
        {
            documents.Delete(commit.Partition, delete.Type, delete.Key);
        }

        foreach (var timer in commit.CompletedTimers.Select(claim => claim.Timer).Concat(commit.CancelledTimers))
        {
            timers.Remove(commit.Partition, timer);
        }

        foreach (var timer in commit.Timers)
        {
            timers.Set(commit.Partition, timer);
        }

        foreach (var signal in commit.Signals)
        {
            signals.Add(commit.Partition, signal);
        }

        return versions;
    }
}
