namespace Monitoring.Storage.Documents;

/// <summary>Refuses a commit that makes no sense whatever the store holds.</summary>
internal static class CommitLimits
{
    private const int MaxBody = 8 * 1024 * 1024;

    public static void Check(DocumentCommit commit)
    {
        var documents = new HashSet<(string Type, string Key)>();
        foreach (var put in commit.Puts)
        {
            CheckDocument(documents, put.Type, put.Key);
            Limits.Range(put.Body.Length, 0, MaxBody, $"The length of the '{put.Type.Name}' document '{put.Key}'");
        }

        foreach (var delete in commit.Deletes)
        {
            CheckDocument(documents, delete.Type, delete.Key);
        }

        foreach (var check in commit.Checks)
        {
            CheckDocument(documents, check.Type, check.Key);
        }

        CheckTimers(commit);
    }

    private static void CheckDocument(HashSet<(string Type, string Key)> documents, DocumentType type, string key)
    {
        Limits.Key(type.Name, "The name of a document type");
        Limits.Key(key, $"The key of a '{type.Name}' document");
        if (!documents.Add((type.Name, key)))
        {
            throw new ArgumentException($"The document '{type.Name}' '{key}' occurs twice in the commit.");
        }
    }

    private static void CheckTimers(DocumentCommit commit)
    {
        var timers = new HashSet<TimerKey>();
        foreach (var timer in commit.Timers)
        {
            Limits.Key(timer.Timer.Kind, "The kind of a timer");
            Limits.Key(timer.Timer.Key, "The key of a timer");
            if (!timers.Add(timer.Timer))
            {
                throw new ArgumentException($"The timer '{timer.Timer.Kind}' '{timer.Timer.Key}' occurs twice in the commit.");
            }
        }

        if (commit.CompletedTimers.Any(claim => claim.Partition != commit.Partition))
        {
            throw new ArgumentException($"A completed timer lies outside partition {commit.Partition} of the commit.");
        }
    }
}
