namespace Monitoring.Storage.Documents;

/// <summary>Checks of what a caller must not ask of a document store.</summary>
internal static class DocumentLimits
{
    /// <summary>The most documents, timers or signals at once.</summary>
    public const int MaxPage = 1_000;

    public static void Query(DocumentQuery query)
    {
        Limits.Range(query.Limit, 1, MaxPage, "The limit");
        if (query.Ranges.IsDefault)
        {
            throw new ArgumentException("A query needs its ranges.");
        }

        if (!query.Type.Indexes.Any(index => index.Name == query.Index))
        {
            throw new ArgumentException($"'{query.Type.Name}' declares no index '{query.Index}'.");
        }
    }

    public static void Lease(TimeSpan leaseFor)
    {
        if (leaseFor <= TimeSpan.Zero)
        {
            throw new ArgumentException($"A lease must last, not {leaseFor}.");
        }
    }
}
