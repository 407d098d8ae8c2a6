namespace Monitoring.Storage.Documents;

/// <summary>
/// Refuses what a caller of an <see cref="IDocumentStore"/> must not ask, whatever the store holds. Every provider calls these before it does anything, so that all of
/// them refuse the same; cursors are left to it.
/// </summary>
public static class DocumentStoreArguments
{
    /// <summary>The most characters of the key of a document, and of the other keys and names of the port.</summary>
    public const int KeyLength = Arguments.KeyLength;

    internal const int MaxBody = 8 * 1024 * 1024;

    private const int MaxPage = 1_000;

    /// <summary>Checks a commit.</summary>
    /// <exception cref="ArgumentException">A key or a body has a length that is not allowed, a document or a timer occurs twice, or a completed timer lies elsewhere.</exception>
    public static void Check(DocumentCommit commit)
    {
        ArgumentNullException.ThrowIfNull(commit);
        var documents = new HashSet<(string Type, string Key)>();
        foreach (var put in commit.Puts)
        {
            CheckOnce(documents, put.Type, put.Key);
            Arguments.Range(put.Body.Length, 0, MaxBody, $"The length of the '{put.Type.Name}' document '{put.Key}'");
        }

        foreach (var delete in commit.Deletes)
        {
            CheckOnce(documents, delete.Type, delete.Key);
        }

        foreach (var check in commit.Checks)
        {
            CheckOnce(documents, check.Type, check.Key);
        }

        CheckTimers(commit);
    }

    /// <summary>Checks a query.</summary>
    /// <exception cref="ArgumentException">Its limit is out of range, or its type declares no such index.</exception>
    public static void Check(DocumentQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        Arguments.Range(query.Limit, 1, MaxPage, "The limit");
        if (query.Ranges.IsDefault)
        {
            throw new ArgumentException("A query needs its ranges.");
        }

        if (!query.Type.Indexes.Any(index => index.Name == query.Index))
        {
            throw new ArgumentException($"'{query.Type.Name}' declares no index '{query.Index}'.");
        }
    }

    /// <summary>Checks the name of a document that is read.</summary>
    /// <exception cref="ArgumentException">The key is empty or too long.</exception>
    public static void CheckKey(DocumentType type, string key)
    {
        ArgumentNullException.ThrowIfNull(type);
        Arguments.Key(key, $"The key of a '{type.Name}' document");
    }

    /// <summary>Checks what is asked of <see cref="IDocumentStore.ListAsync"/>.</summary>
    /// <exception cref="ArgumentException">The limit is out of range.</exception>
    public static void CheckList(DocumentType type, int limit)
    {
        ArgumentNullException.ThrowIfNull(type);
        Arguments.Range(limit, 1, MaxPage, "The limit");
    }

    /// <summary>Checks what is asked of <see cref="IDocumentStore.ClaimDueAsync"/>.</summary>
    /// <exception cref="ArgumentException">A name is empty or too long, the lease does not last, or the number is out of range.</exception>
    public static void CheckClaim(string kind, string owner, TimeSpan leaseFor, int max)
    {
        Arguments.Key(kind, "The kind of a timer");
        Arguments.Key(owner, "The owner of a claim");
        Arguments.Range(max, 1, MaxPage, "The number of timers");
        CheckDuration(leaseFor);
    }

    /// <summary>Checks what is asked of <see cref="IDocumentStore.AcquireLeaseAsync"/>.</summary>
    /// <exception cref="ArgumentException">A name is empty or too long, or the lease does not last.</exception>
    public static void CheckLease(string name, string owner, TimeSpan leaseFor)
    {
        Arguments.Key(name, "The name of a lease");
        Arguments.Key(owner, "The owner of a lease");
        CheckDuration(leaseFor);
    }

    /// <summary>Checks how many signals are asked for.</summary>
    /// <param name="max">The argument of <see cref="IDocumentStore.ReadSignalsAsync"/>.</param>
    /// <exception cref="ArgumentException">It is out of range.</exception>
    public static void CheckSignals(int max) => Arguments.Range(max, 1, MaxPage, "The number of signals");

    private static void CheckOnce(HashSet<(string Type, string Key)> documents, DocumentType type, string key)
    {
        CheckKey(type, key);
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
            Arguments.Key(timer.Timer.Kind, "The kind of a timer");
            Arguments.Key(timer.Timer.Key, "The key of a timer");
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

    private static void CheckDuration(TimeSpan leaseFor)
    {
        if (leaseFor <= TimeSpan.Zero)
        {
            throw new ArgumentException($"A lease must last, not {leaseFor}.");
        }
    }
}
