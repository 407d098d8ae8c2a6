using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Triage.Comments;

/// <summary>What people write about issues. Who may read an issue may comment on it; each comment stands in the issue's activity and is told by
/// <see cref="Signals.Errors.ErrorIssueCommented"/>.</summary>
/// <remarks>Safe to call on many threads. The only expected exception is <see cref="StorageUnavailableException"/>.</remarks>
public interface IIssueComments
{
    /// <summary>Lists the comments on an issue, the oldest first unless asked for otherwise.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="issue">The issue.</param>
    /// <param name="limit">How many at most, 1 to 100.</param>
    /// <param name="cursor">Where the page before ended, or <see langword="null"/>.</param>
    /// <param name="newestFirst">Whether the newest comes first.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<Page<IssueComment>>> ListAsync(
        Actor actor, IssueId issue, int limit = 25, string? cursor = null, bool newestFirst = false, CancellationToken cancellationToken = default);

    /// <summary>Tells how many comments an issue has, without reading them.</summary>
    ValueTask<CommandResult<IssueCommentCount>> CountAsync(Actor actor, IssueId issue, CancellationToken cancellationToken = default);

    /// <summary>Writes a comment.</summary>
    ValueTask<CommandResult<IssueComment>> AddAsync(Actor actor, IssueId issue, string text, CancellationToken cancellationToken = default);

    /// <summary>Changes what a comment says; only its author may.</summary>
    ValueTask<CommandResult<IssueComment>> EditAsync(
        Actor actor, IssueId issue, EntityId comment, string text, long? expectedVersion = null, CancellationToken cancellationToken = default);

    /// <summary>Removes a comment, and answers what was removed; its author may, and who holds <see cref="Permission.DeleteErrors"/>.</summary>
    ValueTask<CommandResult<IssueComment>> DeleteAsync(Actor actor, IssueId issue, EntityId comment, CancellationToken cancellationToken = default);
}
