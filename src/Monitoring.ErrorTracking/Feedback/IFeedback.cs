using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.Storage;

namespace Monitoring.ErrorTracking.Feedback;

/// <summary>What users say, as people and programs work with it. Every call checks its actor.</summary>
/// <remarks>
/// Safe to call on many threads. Reading needs <see cref="Permission.ReadErrors"/>, changing <see cref="Permission.UpdateErrors"/>, deleting
/// <see cref="Permission.DeleteErrors"/>. The only expected exception is <see cref="StorageUnavailableException"/>.
/// </remarks>
public interface IFeedback
{
    /// <summary>Lists feedback of a project, the last received first.</summary>
    ValueTask<CommandResult<Page<UserFeedback>>> ListAsync(Actor actor, ProjectId project, FeedbackSearch search, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists the feedback about events of an issue, the last received first; that of issues that were merged into it included. At most the 100 hashes of an
    /// issue that are first in order are looked at.
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="issue">The issue.</param>
    /// <param name="limit">How many at most, 1 to 100.</param>
    /// <param name="cursor">Where the page before ended, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<Page<UserFeedback>>> ListOfIssueAsync(
        Actor actor, IssueId issue, int limit = 25, string? cursor = null, CancellationToken cancellationToken = default);

    /// <summary>Reads feedback.</summary>
    ValueTask<CommandResult<UserFeedback>> GetAsync(Actor actor, ProjectId project, EventId id, CancellationToken cancellationToken = default);

    /// <summary>Says what became of feedback.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="project">The project.</param>
    /// <param name="id">The feedback.</param>
    /// <param name="status">What became of it.</param>
    /// <param name="expectedVersion">The version that the change was made for, or <see langword="null"/> for any.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<UserFeedback>> SetStatusAsync(
        Actor actor, ProjectId project, EventId id, FeedbackStatus status, long? expectedVersion = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes feedback with its attachments, and answers what was deleted.</summary>
    ValueTask<CommandResult<UserFeedback>> DeleteAsync(
        Actor actor, ProjectId project, EventId id, long? expectedVersion = null, CancellationToken cancellationToken = default);
}
