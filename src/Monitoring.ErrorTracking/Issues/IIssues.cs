using System.Collections.Immutable;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Issues.Activity;
using Monitoring.Storage;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Issues;

/// <summary>Issues and their events, as people and programs work with them. Every call checks its actor.</summary>
/// <remarks>
/// Safe to call on many threads. Reading needs <see cref="Permission.ReadErrors"/>, changing
/// <see cref="Permission.UpdateErrors"/>, deleting <see cref="Permission.DeleteErrors"/>. What an actor may not know of is
/// <see cref="CommandOutcome.NotFound"/>. The only expected exception is <see cref="StorageUnavailableException"/>.
/// </remarks>
public interface IIssues
{
    /// <summary>Lists issues of a project. A query that cannot be read is <see cref="CommandOutcome.Invalid"/>; the reason names the place.</summary>
    ValueTask<CommandResult<Page<Issue>>> ListAsync(Actor actor, ProjectId project, IssueSearch search, CancellationToken cancellationToken = default);

    /// <summary>Reads an issue; an id that was merged away leads to the issue that it went into.</summary>
    ValueTask<CommandResult<Issue>> GetAsync(Actor actor, IssueId id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads an issue by its id or its short id, such as <c>SHOP-12</c>, among the projects that the actor may see; a short id that
    /// fits issues of several of them is <see cref="CommandOutcome.Conflict"/>.
    /// </summary>
    ValueTask<CommandResult<Issue>> FindAsync(Actor actor, string idOrShortId, CancellationToken cancellationToken = default);

    /// <summary>Sets the status of an issue.</summary>
    /// <param name="actor">Who does it.</param>
    /// <param name="id">The issue.</param>
    /// <param name="change">The status, and until when.</param>
    /// <param name="expectedVersion">The <see cref="IssueRow.Version"/> that the change was made for, or <see langword="null"/> for any.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<Issue>> SetStatusAsync(
        Actor actor, IssueId id, IssueStatusChange change, long? expectedVersion = null, CancellationToken cancellationToken = default);

    /// <summary>Assigns an issue to an <see cref="Actor.Id"/>, or to nobody. The assignee must be a member who may see it.</summary>
    ValueTask<CommandResult<Issue>> AssignAsync(
        Actor actor, IssueId id, string? assignee, long? expectedVersion = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sets the status of an issue and assigns it, both or neither; each as <see cref="SetStatusAsync"/> and <see cref="AssignAsync"/>
    /// do alone.
    /// </summary>
    ValueTask<CommandResult<Issue>> SetStatusAndAssignAsync(
        Actor actor, IssueId id, IssueStatusChange change, string? assignee, long? expectedVersion = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Merges other issues of the same project into this one; their ids lead here from then on. Those that have been merged are passed over. Undone by
    /// <see cref="UnmergeAsync"/> of the hashes that came with an issue, as its activity names them.
    /// </summary>
    ValueTask<CommandResult<Issue>> MergeAsync(
        Actor actor, IssueId id, ImmutableArray<IssueId> sources, long? expectedVersion = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes hashes, with all that they have counted, out into an issue of their own, or into the issue that was merged into this one with them. Undone by
    /// <see cref="MergeAsync"/> of the issue that they went to.
    /// </summary>
    ValueTask<CommandResult<IssueSplit>> UnmergeAsync(
        Actor actor, IssueId id, ImmutableArray<GroupingHash> hashes, long? expectedVersion = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes an issue with its events, and answers what was deleted.</summary>
    ValueTask<CommandResult<Issue>> DeleteAsync(Actor actor, IssueId id, long? expectedVersion = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists what happened to an issue, the last first: what people did, and what events did to its state. A change stands there within moments, and
    /// whatever crashes.
    /// </summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">The issue; one that was merged away leads to the issue that it went into, until it is taken out again.</param>
    /// <param name="limit">How many at most, 1 to 100.</param>
    /// <param name="cursor">Where the page before ended, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<CommandResult<Page<IssueActivity>>> ListActivityAsync(
        Actor actor, IssueId id, int limit = 25, string? cursor = null, CancellationToken cancellationToken = default);

    /// <summary>Lists the events of an issue without their payloads, the last received first.</summary>
    ValueTask<CommandResult<Page<StoredEvent>>> ListEventsAsync(Actor actor, EventQuery query, CancellationToken cancellationToken = default);

    /// <summary>Reads an event of a project with its payload.</summary>
    ValueTask<CommandResult<EventDetails>> GetEventAsync(Actor actor, ProjectId project, EventId id, CancellationToken cancellationToken = default);

    /// <summary>Reads an event with its payload, looking through the projects that the actor may see.</summary>
    ValueTask<CommandResult<EventDetails>> FindEventAsync(Actor actor, EventId id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Pins an event whose payload is kept: it is not evicted for want of room, and stays when the events of its day go, as long as its issue is there. A project has
    /// at most <see cref="ErrorStoreLimits.PinnedEvents"/>; to pin what is pinned changes nothing.
    /// </summary>
    ValueTask<CommandResult<StoredEvent>> PinEventAsync(Actor actor, ProjectId project, EventId id, CancellationToken cancellationToken = default);

    /// <summary>Takes the pin from an event; when its day has gone meanwhile it goes at once.</summary>
    ValueTask<CommandResult<StoredEvent>> UnpinEventAsync(Actor actor, ProjectId project, EventId id, CancellationToken cancellationToken = default);

    /// <summary>Counts the events of an issue over time: a point for every bucket, zeros included.</summary>
    ValueTask<CommandResult<Page<SeriesPoint>>> GetSeriesAsync(Actor actor, SeriesQuery query, CancellationToken cancellationToken = default);

    /// <summary>Counts the tag values of an issue, by key in ordinal order.</summary>
    ValueTask<CommandResult<Page<TagDistribution>>> GetTagsAsync(Actor actor, IssueId id, CancellationToken cancellationToken = default);
}
