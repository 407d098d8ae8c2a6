using Monitoring.Access;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Backends;

/// <summary>
/// The errors of a project, wherever they are kept: in this product, or in a Sentry server. What is registered asks the back end that the project has chosen
/// (<see cref="IErrorTrackingBackendSettings"/>); without a choice it is the integrated one.
/// </summary>
/// <remarks>
/// Safe to call on many threads. Reading needs <see cref="Permission.ReadErrors"/> in the project, changing <see cref="Permission.UpdateErrors"/>, for either back end.
/// Every failure of a server is an outcome; the only expected exception is <see cref="StorageUnavailableException"/>. A call to a Sentry server takes no longer than
/// <see cref="SentryBackendOptions.Timeout"/> for each attempt, and at most <see cref="SentryBackendOptions.MaxRetryDelay"/> between the two.
/// </remarks>
public interface IErrorTrackingBackend
{
    /// <summary>Lists issues.</summary>
    /// <returns>A page; its <see cref="Page{T}.Next"/> is of use with the same search only.</returns>
    ValueTask<BackendResult<Page<BackendIssue>>> ListAsync(
        Actor actor, ProjectId project, BackendIssueSearch search, CancellationToken cancellationToken = default);

    /// <summary>Reads an issue.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="project">The project whose back end is asked; an issue of another one is not found.</param>
    /// <param name="id">Its id: a positive number of at most 63 bits in decimal digits. Others are refused before any call.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<BackendResult<BackendIssue>> GetAsync(Actor actor, ProjectId project, string id, CancellationToken cancellationToken = default);

    /// <summary>Reads the latest event of an issue with its stack traces.</summary>
    ValueTask<BackendResult<BackendEvent>> GetLatestEventAsync(Actor actor, ProjectId project, string id, CancellationToken cancellationToken = default);

    /// <summary>Resolves, ignores or reopens an issue, or assigns it.</summary>
    /// <returns>The issue as it is afterwards.</returns>
    ValueTask<BackendResult<BackendIssue>> UpdateAsync(
        Actor actor, ProjectId project, string id, BackendIssueChange change, CancellationToken cancellationToken = default);
}
