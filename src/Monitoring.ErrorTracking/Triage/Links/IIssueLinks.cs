using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Triage.Links;

/// <summary>
/// Links from issues to tickets and other pages. Reading needs <see cref="Permission.ReadErrors"/>, changing <see cref="Permission.UpdateErrors"/>. Each change stands in the
/// issue's activity and is told by <see cref="Signals.Errors.ErrorIssueLinked"/>, so that a handler can keep a ticket in step.
/// </summary>
/// <remarks>Safe to call on many threads. The only expected exception is <see cref="StorageUnavailableException"/>.</remarks>
public interface IIssueLinks
{
    /// <summary>Lists the links of an issue, the oldest first; there are at most 100.</summary>
    ValueTask<CommandResult<Page<IssueLink>>> ListAsync(Actor actor, IssueId issue, CancellationToken cancellationToken = default);

    /// <summary>Sets a link. One with the same address is answered as it is.</summary>
    /// <param name="actor">Who wants it.</param>
    /// <param name="issue">The issue.</param>
    /// <param name="url">Where it leads, see <see cref="IssueLink.Url"/>.</param>
    /// <param name="title">What it is called, see <see cref="IssueLink.Title"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<IssueLink>> AddAsync(Actor actor, IssueId issue, string url, string? title = null, CancellationToken cancellationToken = default);

    /// <summary>Takes a link away, and answers what it was.</summary>
    ValueTask<CommandResult<IssueLink>> RemoveAsync(Actor actor, IssueId issue, EntityId link, CancellationToken cancellationToken = default);
}
