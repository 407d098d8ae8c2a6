namespace Monitoring.ErrorTracking.Quotas.Counting;

/// <summary>Counts what a rule has let in. Called under the lock of its project.</summary>
internal interface IQuotaCounter
{
    /// <summary>What was let in within the window that ends now.</summary>
    long Used { get; }

    /// <summary>After how long so much would fit that does not fit now; at most the window.</summary>
    TimeSpan WaitFor(long quantity);

    /// <summary>Counts what was let in.</summary>
    void Add(long quantity);

    /// <summary>Takes back what was let in just now and turned out not to count.</summary>
    void Return(long quantity);
}
