using Monitoring.Storage.Documents;
using Monitoring.Storage.Sqlite.Database;

namespace Monitoring.Storage.Sqlite.Documents;

/// <summary>Applies a commit inside the transaction of its call: conditions first, then all of it.</summary>
internal sealed class DocumentCommitter(Session session, DateTimeOffset now)
{
    public CommitResult Commit(DocumentCommit commit)
    {
        if ((commit.Fence is { } fence && !LeaseTable.Holds(session, fence, now)) || !commit.CompletedTimers.All(claim => TimerTable.Holds(session, claim, now)))
        {
            return new CommitResult { Outcome = CommitOutcome.Fenced };
        }

        foreach (var (type, key, expected) in Expectations(commit))
        {
            var current = DocumentTable.Find(session, commit.Partition, type, key);
            if ((current?.Version ?? 0) != expected)
            {
                return new CommitResult { Outcome = CommitOutcome.Conflict, Conflict = current };
            }
        }

        return Apply(commit);
    }

    private static IEnumerable<(DocumentType Type, string Key, long Expected)> Expectations(DocumentCommit commit) =>
        commit.Puts.Where(put => put.ExpectedVersion is not null).Select(put => (put.Type, put.Key, put.ExpectedVersion!.Value))
            .Concat(commit.Deletes.Where(delete => delete.ExpectedVersion is not null).Select(delete => (delete.Type, delete.Key, delete.ExpectedVersion!.Value)))
            .Concat(commit.Checks.Select(check => (check.Type, check.Key, check.ExpectedVersion)));

    /// <summary>A document that cannot be indexed throws on the way, and the transaction takes back what came before it.</summary>
    private CommitResult Apply(DocumentCommit commit)
    {
        var versions = commit.Puts.Select(put => DocumentTable.Put(session, commit.Partition, put)).ToList();
        foreach (var delete in commit.Deletes)
        {
            DocumentTable.Delete(session, commit.Partition, delete);
        }

        foreach (var timer in commit.CompletedTimers.Select(claim => claim.Timer).Concat(commit.CancelledTimers))
        {
            TimerTable.Remove(session, commit.Partition, timer);
        }

        foreach (var timer in commit.Timers)
        {
            TimerTable.Set(session, commit.Partition, timer);
        }

        foreach (var signal in commit.Signals)
        {
            SignalTable.Add(session, commit.Partition, signal);
        }

        return new CommitResult { Outcome = CommitOutcome.Committed, Versions = [.. versions] };
    }
}
