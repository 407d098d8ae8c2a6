using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Lookup;

/// <summary>Looks for events by the language of issue searches, and for issues that resemble one. Every call checks its actor for <see cref="Permission.ReadErrors"/>.</summary>
/// <remarks>
/// Safe to call on many threads. What an actor may not know of is <see cref="CommandOutcome.NotFound"/>; a query that cannot be read is
/// <see cref="CommandOutcome.Invalid"/>, and the reason names the place. The only expected exception is <see cref="StorageUnavailableException"/>.
/// </remarks>
public interface IErrorLookup
{
    /// <summary>Looks for events of a project or an issue, the last received first, within a range of time.</summary>
    ValueTask<CommandResult<FoundEvents>> SearchEventsAsync(Actor actor, EventLookup lookup, CancellationToken cancellationToken = default);

    /// <summary>
    /// The issues of the same project that resemble an issue by type, frames and message, the most alike first. Looked for among the last seen that share an
    /// exception type or one of the first frames.
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The issue.</param>
    /// <param name="limit">How many at most, 1 to 100.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<Page<SimilarIssue>>> FindSimilarAsync(Actor actor, IssueId id, int limit = 10, CancellationToken cancellationToken = default);
}
