using Microsoft.Extensions.Logging;
using Monitoring.ErrorTracking.Rollups.Commits;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Sessions.Storing;

/// <summary>Counts sessions, durably, with one commit for many requests.</summary>
internal sealed class SessionQueue(IDocumentStore store, CommitLimits limits, TimeProvider timeProvider, ILogger<SessionQueue> logger) : IAsyncDisposable
{
    private readonly CommitQueue<SessionWork, SessionAnswer> _queue = new(store, new SessionPlanner(store, timeProvider, logger), limits, timeProvider, logger);

    /// <summary>Counts the sessions of a request, all or none.</summary>
    /// <exception cref="Storage.StorageUnavailableException">The store is away. They may be counted all the same, which is found out when the request is repeated.</exception>
    public ValueTask<CommitAnswer<SessionAnswer>> AddAsync(ProjectId project, SessionWork work, CancellationToken cancellationToken) =>
        _queue.AddAsync(Partition.Of(project), work, work.Weight, cancellationToken);

    public ValueTask DisposeAsync() => _queue.DisposeAsync();
}
