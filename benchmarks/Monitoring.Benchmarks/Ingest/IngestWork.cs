namespace Monitoring.Benchmarks.Ingest;

/// <summary>What is done to an event on its way to the store.</summary>
internal enum IngestWork
{
    /// <summary>It is read, filtered, counted against quotas, scrubbed and grouped.</summary>
    Everything,

    /// <summary>It is read and grouped.</summary>
    Grouping,

    /// <summary>It is read, which tells what there is to store.</summary>
    Nothing,
}
