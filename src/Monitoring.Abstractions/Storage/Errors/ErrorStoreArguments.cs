using System.Collections.Immutable;

namespace Monitoring.Storage.Errors;

/// <summary>
/// Refuses what a caller of an <see cref="IErrorStore"/> must not ask, whatever the store holds. Every provider calls these before it does anything, so that all of
/// them refuse the same; cursors are left to it.
/// </summary>
public static class ErrorStoreArguments
{
    private const int MaxPage = 100;
    private const int MaxTransitions = 1_000;
    private const int MaxPoints = 1_000;

    /// <summary>Checks a batch of <see cref="IErrorStore.AppendAsync"/>.</summary>
    /// <exception cref="ArgumentException">It breaks a limit of <see cref="ErrorStoreLimits"/>, or an event of it lacks what it needs.</exception>
    public static void Check(ImmutableArray<GroupedEvent> events)
    {
        if (events.IsDefault)
        {
            throw new ArgumentException("There is no batch.");
        }

        Arguments.Range(events.Length, 0, ErrorStoreLimits.BatchEvents, "The number of events");
        foreach (var appended in events)
        {
            Check(appended);
        }
    }

    /// <summary>Checks a query for issues.</summary>
    /// <exception cref="ArgumentException">Its limit is out of range.</exception>
    public static void Check(IssueQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        Arguments.Range(query.Limit, 1, MaxPage, "The limit");
    }

    /// <summary>Checks a query for the events of an issue.</summary>
    /// <exception cref="ArgumentException">Its limit is out of range.</exception>
    public static void Check(EventQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        Arguments.Range(query.Limit, 1, MaxPage, "The limit");
    }

    /// <summary>Checks a search for events.</summary>
    /// <exception cref="ArgumentException">Its limit is out of range.</exception>
    public static void Check(EventSearch query)
    {
        ArgumentNullException.ThrowIfNull(query);
        Arguments.Range(query.Limit, 1, MaxPage, "The limit");
    }

    /// <summary>Checks a query for a series.</summary>
    /// <exception cref="ArgumentException">It asks for no point, or for too many.</exception>
    public static void Check(SeriesQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var length = query.Bucket == SeriesBucket.Day ? TimeSpan.TicksPerDay : TimeSpan.TicksPerHour;
        var start = query.From.UtcTicks - (query.From.UtcTicks % length);
        if (query.To <= query.From || query.To.UtcTicks - start > MaxPoints * length)
        {
            throw new ArgumentException($"A series has 1 to {MaxPoints} points; {query.From:O} to {query.To:O} by {query.Bucket} has not.");
        }
    }

    /// <summary>Checks a change of an issue.</summary>
    /// <exception cref="ArgumentException">It makes no sense, such as a merge of an issue into itself.</exception>
    public static void Check(IssueUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        switch (update.Change)
        {
            case IssueChange.SetState set:
                Check(set.State);
                break;
            case IssueChange.SetStateAndAssign set:
                Check(set.State);
                break;
            case IssueChange.Merge { Sources.IsDefaultOrEmpty: true }:
                throw new ArgumentException("A merge needs at least one source.");
            case IssueChange.Merge merge when merge.Sources.Contains(update.IssueId):
                throw new ArgumentException($"Issue {update.IssueId} cannot be merged into itself.");
            case IssueChange.Unmerge { Hashes.IsDefaultOrEmpty: true }:
                throw new ArgumentException("An unmerge needs at least one hash.");
        }
    }

    /// <summary>Checks how many transitions are asked for.</summary>
    /// <param name="max">The argument of <see cref="IErrorStore.ReadTransitionsAsync"/>.</param>
    /// <exception cref="ArgumentException">It is out of range.</exception>
    public static void CheckTransitions(int max) => Arguments.Range(max, 1, MaxTransitions, "The number of transitions");

    internal static void Check(GroupedEvent appended)
    {
        if (appended.ProjectId.IsDefault || appended.EventId.IsDefault)
        {
            throw new ArgumentException("An event needs a project and an id.");
        }

        Arguments.Range(appended.Hashes.IsDefault ? 0 : appended.Hashes.Length, 1, ErrorStoreLimits.HashesPerEvent, "The number of hashes of an event");
        Arguments.Range(appended.Payload.Length, 0, ErrorStoreLimits.PayloadBytes, "The length of a payload");
    }

    internal static void Check(IssueState state)
    {
        if (state.ResolvedInReleases.Length > ErrorStoreLimits.ReleasesOfState || state.ResolvedAfterReleases.Length > ErrorStoreLimits.ReleasesOfState)
        {
            throw new ArgumentException($"A state names at most {ErrorStoreLimits.ReleasesOfState} releases.");
        }
    }
}
