using Monitoring.Storage.Documents;

namespace Monitoring.Storage.Sqlite.Documents;

/// <summary>Refuses a commit that makes no sense whatever the store holds.</summary>
internal static class CommitLimits
{
    private const int MaxBody = 8 * 1024 * 1024;

    public static void Check(DocumentCommit commit)
    {
        var documents = commit.Puts.Select(put => (put.Type.Name, put.Key))
            .Concat(commit.Deletes.Select(delete => (delete.Type.Name, delete.Key)))
            .Concat(commit.Checks.Select(check => (check.Type.Name, check.Key)))
            .ToList();
        documents.ForEach(document => Limits.Key(document.Key, $"The key of a '{document.Name}' document"));
        Once(documents, "The document");
        foreach (var put in commit.Puts)
        {
            Limits.Range(put.Body.Length, 0, MaxBody, $"The length of the '{put.Type.Name}' document '{put.Key}'");
        }

        foreach (var timer in commit.Timers)
        {
            Limits.Key(timer.Timer.Kind, "The kind of a timer");
            Limits.Key(timer.Timer.Key, "The key of a timer");
        }

        Once(commit.Timers.Select(timer => (timer.Timer.Kind, timer.Timer.Key)), "The timer");
        if (commit.CompletedTimers.Any(claim => claim.Partition != commit.Partition))
        {
            throw new ArgumentException($"A completed timer lies outside partition {commit.Partition} of the commit.");
        }
    }

    private static void Once(IEnumerable<(string Kind, string Key)> names, string what)
    {
        var seen = new HashSet<(string, string)>();
        foreach (var name in names)
        {
            if (!seen.Add(name))
            {
                throw new ArgumentException($"{what} '{name.Kind}' '{name.Key}' occurs twice in the commit.");
            }
        }
    }
}
