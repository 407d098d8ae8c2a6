namespace Monitoring.Storage.Transfer;

/// <summary>All that a store held at one moment, read page by page. To be disposed, since the store holds something back for it; not safe to use on several threads.</summary>
/// <typeparam name="TRecord">What is exported.</typeparam>
public interface IStoreExport<TRecord> : IAsyncDisposable
    where TRecord : class
{
    /// <summary>Reads the next page. How long it is the store decides: at most 1,000 records, and about 4 MiB unless a single record is longer.</summary>
    /// <param name="cursor">
    /// Where the page before ended, or <see langword="null"/> for the first one. A cursor of an earlier export is good as long as nothing was written to the store since.
    /// </param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<Page<TRecord>> ReadAsync(string? cursor, CancellationToken cancellationToken = default);
}
