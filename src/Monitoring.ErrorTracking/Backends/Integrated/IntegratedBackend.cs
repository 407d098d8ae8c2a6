using System.Collections.Immutable;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Issues;
using Monitoring.Projects;
using Monitoring.Storage;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Backends.Integrated;

/// <summary>The issues of this product itself, in the shape that all back ends share.</summary>
internal sealed class IntegratedBackend(IIssues issues, IProjectDirectory projects, TimeProvider timeProvider)
{
    private const int Hours = 24;

    public async ValueTask<BackendResult<Page<BackendIssue>>> ListAsync(Actor actor, ProjectId project, BackendIssueSearch search, CancellationToken cancellationToken)
    {
        var wanted = new IssueSearch { Query = search.Query, Sort = search.Sort, Limit = search.Limit, Cursor = search.Cursor };
        var found = await issues.ListAsync(actor, project, wanted, cancellationToken).ConfigureAwait(false);
        if (found.Value is not { } page)
        {
            return BackendResults.Of<Page<Issue>, Page<BackendIssue>>(found, _ => null!);
        }

        var items = ImmutableArray.CreateBuilder<BackendIssue>(page.Items.Length);
        foreach (var issue in page.Items)
        {
            items.Add(await ShowAsync(actor, issue, cancellationToken).ConfigureAwait(false));
        }

        return BackendResults.Done(new Page<BackendIssue> { Items = items.MoveToImmutable(), Next = page.Next });
    }

    public async ValueTask<BackendResult<BackendIssue>> GetAsync(Actor actor, ProjectId project, IssueId id, CancellationToken cancellationToken) =>
        await ShowAsync(actor, await FindAsync(actor, project, id, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    public async ValueTask<BackendResult<BackendEvent>> GetLatestEventAsync(Actor actor, ProjectId project, IssueId id, CancellationToken cancellationToken)
    {
        var found = await FindAsync(actor, project, id, cancellationToken).ConfigureAwait(false);
        if (found.Value is null)
        {
            return BackendResults.Of<Issue, BackendEvent>(found, _ => null!);
        }

        var events = await issues.ListEventsAsync(actor, new EventQuery { IssueId = id, Limit = 1 }, cancellationToken).ConfigureAwait(false);
        if (events.Value is not { Items: [var latest, ..] })
        {
            return BackendResults.Failed<BackendEvent>(BackendOutcome.NotFound, $"The issue {id} has no event that is kept.");
        }

        var details = await issues.GetEventAsync(actor, project, latest.Event.EventId, cancellationToken).ConfigureAwait(false);
        return BackendResults.Of(details, IntegratedEvents.Of);
    }

    public async ValueTask<BackendResult<BackendIssue>> UpdateAsync(Actor actor, ProjectId project, IssueId id, BackendIssueChange change, CancellationToken cancellationToken)
    {
        var found = await FindAsync(actor, project, id, cancellationToken).ConfigureAwait(false);
        if (found.Value is null)
        {
            return BackendResults.Of<Issue, BackendIssue>(found, _ => null!);
        }

        var changed = (change.Status, change.Assigns) switch
        {
            ({ } status, true) => await issues.SetStatusAndAssignAsync(actor, id, status, change.Assignee, null, cancellationToken).ConfigureAwait(false),
            ({ } status, false) => await issues.SetStatusAsync(actor, id, status, null, cancellationToken).ConfigureAwait(false),
            _ => await issues.AssignAsync(actor, id, change.Assignee, null, cancellationToken).ConfigureAwait(false),
        };
        return await ShowAsync(actor, changed, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<CommandResult<Issue>> FindAsync(Actor actor, ProjectId project, IssueId id, CancellationToken cancellationToken)
    {
        var found = await issues.GetAsync(actor, id, cancellationToken).ConfigureAwait(false);
        return found.Value is { } issue && issue.Row.ProjectId != project ? CommandResults.NotFound<Issue>($"The project has no issue {id}.") : found;
    }

    private async ValueTask<BackendResult<BackendIssue>> ShowAsync(Actor actor, CommandResult<Issue> result, CancellationToken cancellationToken) =>
        result is { Outcome: CommandOutcome.Done, Value: { } issue }
            ? BackendResults.Done(await ShowAsync(actor, issue, cancellationToken).ConfigureAwait(false))
            : BackendResults.Of<Issue, BackendIssue>(result, _ => null!);

    private async ValueTask<BackendIssue> ShowAsync(Actor actor, Issue issue, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        var query = new SeriesQuery { IssueId = issue.Row.Id, From = now - TimeSpan.FromHours(Hours - 1), To = now + TimeSpan.FromTicks(1) };
        var series = await issues.GetSeriesAsync(actor, query, cancellationToken).ConfigureAwait(false);
        var project = await projects.FindAsync(issue.Row.ProjectId, cancellationToken).ConfigureAwait(false);
        var row = issue.Row;
        return new BackendIssue
        {
            Id = row.Id.ToString(),
            ShortId = issue.ShortId,
            Title = row.Title,
            Culprit = row.Culprit,
            Type = row.Type,
            Level = row.Level.ToString().ToLowerInvariant(),
            Platform = row.Platform,
            Status = row.State.Status,
            Count = row.Count,
            UserCount = row.UserCount,
            FirstSeen = row.FirstSeen,
            LastSeen = row.LastSeen,
            Assignee = row.Assignee,
            ProjectSlug = project?.Slug ?? "",
            Frequency = series.Value?.Items ?? [],
        };
    }
}
