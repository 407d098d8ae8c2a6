using System.Collections.Immutable;

namespace Monitoring.Storage.Errors;

/// <summary>
/// The store of issues and events, the hot path. Grouping has happened before: the store finds the issue of an event by
/// its hashes, counts, and keeps.
/// </summary>
/// <remarks>
/// <para>Safe to call on many threads and, where the provider says so, from many hosts at once. An append is answered
/// when it is durable: what was answered survives a crash of process and machine. Reads see every append and change
/// that was answered before they began, and each shows what is there at one moment.</para>
/// <para>Counts, first and last seen, users, series, releases, environments, services and tag values are counted per
/// project and primary hash; an issue is the sum of its hashes. Merging repoints hashes and recomputes nothing.</para>
/// <para>Wherever an issue id is taken, one that was merged away leads to the issue that it went into, and further when
/// that one was merged away in turn; so does its number.</para>
/// <para>A store hands the <see cref="IReleaseOrder"/> among the host's services, if there is one, to
/// <see cref="IssueLifecycle"/>.</para>
/// <para>Expected failures are results; the only expected exception is <see cref="StorageUnavailableException"/>, and
/// <see cref="ArgumentException"/> for what a caller must not ask (limits of <see cref="ErrorStoreLimits"/> exceeded;
/// <see cref="InvalidCursorException"/> for a foreign cursor). <see cref="ErrorStoreArguments"/> refuses for every provider what a caller must not ask. The conformance suite in <c>Monitoring.Testing</c> is this contract in executable form.</para>
/// </remarks>
public interface IErrorStore
{
    /// <summary>
    /// Appends events, of one or several projects. Each event is atomic with what it does to its issue, and idempotent
    /// by project and event id for at least <see cref="ErrorStoreLimits.DuplicateWindow"/>, also within the batch and
    /// also when the event was deleted meanwhile.
    /// </summary>
    /// <remarks>
    /// The answer and the state are those of events that come one after the other in the batch's order, however the
    /// store goes about it. The store keeps nothing that belongs to the caller: buffers may be used again afterwards.
    /// A batch that breaks a limit is refused as a whole, before anything is stored.
    /// </remarks>
    /// <returns>A result per event, in the batch's order.</returns>
    ValueTask<ImmutableArray<EventAppendResult>> AppendAsync(ImmutableArray<GroupedEvent> events, CancellationToken cancellationToken = default);

    /// <summary>Reads an issue; <see langword="null"/> when there is none.</summary>
    ValueTask<IssueRow?> GetIssueAsync(IssueId id, CancellationToken cancellationToken = default);

    /// <summary>Reads an issue by its number in the project; <see langword="null"/> when there is none.</summary>
    ValueTask<IssueRow?> FindIssueByNumberAsync(ProjectId project, long number, CancellationToken cancellationToken = default);

    /// <summary>Reads the issue that a hash belongs to; <see langword="null"/> when there is none.</summary>
    ValueTask<IssueRow?> FindIssueByHashAsync(ProjectId project, GroupingHash hash, CancellationToken cancellationToken = default);

    /// <summary>Lists issues of a project.</summary>
    /// <remarks>An issue whose place in the order does not change between two pages is answered exactly once.</remarks>
    ValueTask<Page<IssueRow>> SearchIssuesAsync(IssueQuery query, CancellationToken cancellationToken = default);

    /// <summary>Reads an event with its payload; <see langword="null"/> when it is not there.</summary>
    ValueTask<StoredEvent?> GetEventAsync(ProjectId project, EventId id, CancellationToken cancellationToken = default);

    /// <summary>Lists the events of an issue, without payloads, the last received first, then by id in descending order.</summary>
    ValueTask<Page<StoredEvent>> ListEventsAsync(EventQuery query, CancellationToken cancellationToken = default);

    /// <summary>Looks for events of a project or an issue, without payloads, the last received first, then by id in descending order.</summary>
    /// <remarks>
    /// Only what was received within the query's range is looked at, and in one call no more than the store's budget: the page may then hold fewer
    /// items than asked for, even none, and says so, with a cursor that goes on from there.
    /// </remarks>
    ValueTask<EventPage> SearchEventsAsync(EventSearch query, CancellationToken cancellationToken = default);

    /// <summary>Counts the events of an issue over time: a point for every bucket of the range, zeros included; empty when there is no such issue.</summary>
    ValueTask<ImmutableArray<SeriesPoint>> GetSeriesAsync(SeriesQuery query, CancellationToken cancellationToken = default);

    /// <summary>Counts the tag values of an issue, by key in ordinal order; empty when there is no such issue.</summary>
    ValueTask<ImmutableArray<TagDistribution>> GetTagsAsync(IssueId id, CancellationToken cancellationToken = default);

    /// <summary>Changes an issue and writes the transition that tells of it.</summary>
    ValueTask<IssueUpdateResult> UpdateIssueAsync(IssueUpdate update, CancellationToken cancellationToken = default);

    /// <summary>Removes what may go. What the rule names is not answered any more afterwards; its room may become free later. Tells of each issue that goes (<see cref="IssueTransitionKind.Expired"/>), not of events.</summary>
    /// <remarks>
    /// When the payloads of the project take more than <see cref="RetentionRule.PayloadBytes"/>, payloads are evicted as <see cref="PayloadReservoir{TPlace}"/> says;
    /// their events stay, and nothing that was counted changes. Pinned events stay whatever their age, unless their issue goes.
    /// </remarks>
    ValueTask<RetentionResult> ApplyRetentionAsync(RetentionRule rule, CancellationToken cancellationToken = default);

    /// <summary>Reads transitions after a position, in the order of their positions.</summary>
    /// <param name="after">The last position that was read, 0 for the beginning.</param>
    /// <param name="max">How many at most, 1 to 1,000.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<ImmutableArray<IssueTransition>> ReadTransitionsAsync(long after, int max, CancellationToken cancellationToken = default);

    /// <summary>Removes the transitions up to and including a position, once everybody is past it.</summary>
    ValueTask TrimTransitionsAsync(long upTo, CancellationToken cancellationToken = default);
}
