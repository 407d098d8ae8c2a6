using System.Collections.Immutable;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Issues.Activity;
using Monitoring.ErrorTracking.Searching.Compiling;
using Monitoring.Projects;
using Monitoring.Storage;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Issues;

/// <summary>Issues and events out of the error store.</summary>
internal sealed class StoredIssues(
    IErrorStore store,
    IssueAccess issues,
    IssueCommands commands,
    EventPins pins,
    IssueActivityReader activity,
    EventDetailsReader details,
    SearchQueries queries,
    IAccessControl access,
    IProjectDirectory projects) : IIssues
{
    private const int MaxMerged = 100;
    private const int MaxBuckets = 1000;

    public async ValueTask<CommandResult<Page<Issue>>> ListAsync(Actor actor, ProjectId project, IssueSearch search, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(search);
        var decision = await access.CheckAsync(actor, Permission.ReadErrors, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<Page<Issue>>(decision);
        }

        var (fault, filter) = await queries.ReadIssuesAsync(actor, project, search.Query, cancellationToken).ConfigureAwait(false);
        var found = await projects.FindAsync(project, cancellationToken).ConfigureAwait(false);
        if (fault is not null || found is null)
        {
            return fault is null ? CommandResults.NotFound<Page<Issue>>($"There is no project {project}.") : CommandResults.Invalid<Page<Issue>>(fault);
        }

        var query = new IssueQuery { ProjectId = project, Filter = filter, Sort = search.Sort, Limit = search.Limit, Cursor = search.Cursor };
        return await Pages.ReadAsync(
            search.Limit,
            async () =>
            {
                var page = await store.SearchIssuesAsync(query, cancellationToken).ConfigureAwait(false);
                return new Page<Issue> { Items = [.. page.Items.Select(row => Issue.Of(found, row, commands.Now))], Next = page.Next, RankedAt = page.RankedAt };
            }).ConfigureAwait(false);
    }

    public ValueTask<CommandResult<Issue>> GetAsync(Actor actor, IssueId id, CancellationToken cancellationToken) =>
        issues.FindAsync(actor, id, Permission.ReadErrors, cancellationToken);

    public ValueTask<CommandResult<Issue>> FindAsync(Actor actor, string idOrShortId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(idOrShortId);
        return IssueId.TryParse(idOrShortId, out var id) ? GetAsync(actor, id, cancellationToken) : issues.FindAsync(actor, idOrShortId, cancellationToken);
    }

    public async ValueTask<CommandResult<Issue>> SetStatusAsync(
        Actor actor, IssueId id, IssueStatusChange change, long? expectedVersion, CancellationToken cancellationToken)
    {
        var result = await commands.SetStatusAsync(actor, id, change, state => new IssueChange.SetState { State = state }, expectedVersion, cancellationToken)
            .ConfigureAwait(false);
        return await ShowAsync(result, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<CommandResult<Issue>> AssignAsync(
        Actor actor, IssueId id, string? assignee, long? expectedVersion, CancellationToken cancellationToken)
    {
        var result = await commands.AssignAsync(actor, id, assignee, expectedVersion, cancellationToken).ConfigureAwait(false);
        return await ShowAsync(result, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<CommandResult<Issue>> SetStatusAndAssignAsync(
        Actor actor, IssueId id, IssueStatusChange change, string? assignee, long? expectedVersion, CancellationToken cancellationToken)
    {
        var result = await commands.SetStatusAndAssignAsync(actor, id, change, assignee, expectedVersion, cancellationToken).ConfigureAwait(false);
        return await ShowAsync(result, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<CommandResult<Issue>> MergeAsync(
        Actor actor, IssueId id, ImmutableArray<IssueId> sources, long? expectedVersion, CancellationToken cancellationToken)
    {
        if (sources.IsDefaultOrEmpty || sources.Length > MaxMerged || sources.Contains(id))
        {
            return CommandResults.Invalid<Issue>($"Name 1 to {MaxMerged} other issues to merge into this one.");
        }

        var result = await commands.MergeAsync(actor, id, sources, expectedVersion, cancellationToken).ConfigureAwait(false);
        return await ShowAsync(result, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<CommandResult<IssueSplit>> UnmergeAsync(
        Actor actor, IssueId id, ImmutableArray<GroupingHash> hashes, long? expectedVersion, CancellationToken cancellationToken)
    {
        if (hashes.IsDefaultOrEmpty)
        {
            return CommandResults.Invalid<IssueSplit>("Name at least one hash to take out.");
        }

        var unmerge = new IssueChange.Unmerge { Hashes = hashes };
        var result = await commands.ApplyAsync(actor, id, Permission.UpdateErrors, unmerge, expectedVersion, cancellationToken).ConfigureAwait(false);
        if (result is not { Outcome: CommandOutcome.Done, Value: { Issue: { } remaining, Separated: { } separated } })
        {
            return new CommandResult<IssueSplit> { Outcome = result.Outcome, Reason = result.Reason, Access = result.Access, Version = result.Version };
        }

        var split = new IssueSplit
        {
            Remaining = await commands.ShowAsync(remaining, cancellationToken).ConfigureAwait(false),
            Separated = await commands.ShowAsync(separated, cancellationToken).ConfigureAwait(false),
        };
        return CommandResults.Done(split, remaining.Version);
    }

    public async ValueTask<CommandResult<Issue>> DeleteAsync(Actor actor, IssueId id, long? expectedVersion, CancellationToken cancellationToken)
    {
        var found = await issues.FindAsync(actor, id, Permission.DeleteErrors, cancellationToken).ConfigureAwait(false);
        if (found.Value is null)
        {
            return found;
        }

        var result = await commands.ApplyAsync(actor, id, Permission.DeleteErrors, new IssueChange.Delete(), expectedVersion, cancellationToken)
            .ConfigureAwait(false);
        return result.Outcome == CommandOutcome.Done ? found : await ShowAsync(result, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<CommandResult<Page<StoredEvent>>> ListEventsAsync(Actor actor, EventQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var found = await GetAsync(actor, query.IssueId, cancellationToken).ConfigureAwait(false);
        return found.Value is null
            ? found.Fail<Issue, Page<StoredEvent>>()
            : await Pages.ReadAsync(query.Limit, async () => await store.ListEventsAsync(query, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }

    public async ValueTask<CommandResult<Page<IssueActivity>>> ListActivityAsync(Actor actor, IssueId id, int limit, string? cursor, CancellationToken cancellationToken)
    {
        var found = await GetAsync(actor, id, cancellationToken).ConfigureAwait(false);
        return found.Value is null
            ? found.Fail<Issue, Page<IssueActivity>>()
            : await Pages.ReadAsync(limit, () => activity.ReadAsync(found.Value.Row, limit, cursor, cancellationToken)).ConfigureAwait(false);
    }

    public async ValueTask<CommandResult<EventDetails>> GetEventAsync(Actor actor, ProjectId project, EventId id, CancellationToken cancellationToken)
    {
        var decision = await access.CheckAsync(actor, Permission.ReadErrors, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<EventDetails>(decision);
        }

        var found = await store.GetEventAsync(project, id, cancellationToken).ConfigureAwait(false);
        return found is null ? CommandResults.NotFound<EventDetails>($"There is no event {id}.") : CommandResults.Done(await details.ReadAsync(found, cancellationToken).ConfigureAwait(false));
    }

    public async ValueTask<CommandResult<EventDetails>> FindEventAsync(Actor actor, EventId id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var found = await issues.FindEventAsync(actor, id, cancellationToken).ConfigureAwait(false);
        return found.Value is { } stored
            ? CommandResults.Done(await details.ReadAsync(stored, cancellationToken).ConfigureAwait(false))
            : found.Fail<StoredEvent, EventDetails>();
    }

    public ValueTask<CommandResult<StoredEvent>> PinEventAsync(Actor actor, ProjectId project, EventId id, CancellationToken cancellationToken) =>
        pins.SetAsync(actor, project, id, isPinned: true, cancellationToken);

    public ValueTask<CommandResult<StoredEvent>> UnpinEventAsync(Actor actor, ProjectId project, EventId id, CancellationToken cancellationToken) =>
        pins.SetAsync(actor, project, id, isPinned: false, cancellationToken);

    public async ValueTask<CommandResult<Page<SeriesPoint>>> GetSeriesAsync(Actor actor, SeriesQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var found = await GetAsync(actor, query.IssueId, cancellationToken).ConfigureAwait(false);
        if (found.Value is null)
        {
            return found.Fail<Issue, Page<SeriesPoint>>();
        }

        var bucket = query.Bucket == SeriesBucket.Day ? TimeSpan.FromDays(1) : TimeSpan.FromHours(1);
        if (query.To <= query.From || (query.To - query.From) / bucket >= MaxBuckets - 1)
        {
            return CommandResults.Invalid<Page<SeriesPoint>>($"'to' must be after 'from', by less than {MaxBuckets - 1} buckets.");
        }

        return CommandResults.Done(new Page<SeriesPoint> { Items = await store.GetSeriesAsync(query, cancellationToken).ConfigureAwait(false) });
    }

    public async ValueTask<CommandResult<Page<TagDistribution>>> GetTagsAsync(Actor actor, IssueId id, CancellationToken cancellationToken)
    {
        var found = await GetAsync(actor, id, cancellationToken).ConfigureAwait(false);
        return found.Value is null
            ? found.Fail<Issue, Page<TagDistribution>>()
            : CommandResults.Done(new Page<TagDistribution> { Items = await store.GetTagsAsync(id, cancellationToken).ConfigureAwait(false) });
    }

    private async ValueTask<CommandResult<Issue>> ShowAsync(CommandResult<IssueUpdateResult> result, CancellationToken cancellationToken)
    {
        var issue = result.Value?.Issue is { } row ? await commands.ShowAsync(row, cancellationToken).ConfigureAwait(false) : null;
        return new CommandResult<Issue> { Outcome = result.Outcome, Value = issue, Reason = result.Reason, Access = result.Access, Version = result.Version };
    }
}
