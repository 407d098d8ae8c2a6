using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Issues;
using Monitoring.ErrorTracking.Searching.Compiling;
using Monitoring.Storage;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Lookup;

/// <summary>Looks things up in the error store.</summary>
internal sealed class StoredErrorLookup(
    IErrorStore store, IIssues issues, IAccessControl access, SearchQueries queries, SimilarIssueFinder similar, TimeProvider time) : IErrorLookup
{
    public async ValueTask<CommandResult<FoundEvents>> SearchEventsAsync(Actor actor, EventLookup lookup, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lookup);
        if (lookup.IssueId is not { } id)
        {
            var decision = await access.CheckAsync(actor, Permission.ReadErrors, lookup.ProjectId, cancellationToken).ConfigureAwait(false);
            return decision.IsAllowed
                ? await FindAsync(actor, lookup, lookup.ProjectId, null, cancellationToken).ConfigureAwait(false)
                : CommandResults.Refused<FoundEvents>(decision);
        }

        var found = await issues.GetAsync(actor, id, cancellationToken).ConfigureAwait(false);
        return found.Value is { Row: var row }
            ? await FindAsync(actor, lookup, row.ProjectId, row.Id, cancellationToken).ConfigureAwait(false)
            : found.Fail<Issue, FoundEvents>();
    }

    public async ValueTask<CommandResult<Page<SimilarIssue>>> FindSimilarAsync(Actor actor, IssueId id, int limit, CancellationToken cancellationToken)
    {
        var found = await issues.GetAsync(actor, id, cancellationToken).ConfigureAwait(false);
        if (found.Value is not { } issue)
        {
            return found.Fail<Issue, Page<SimilarIssue>>();
        }

        return Pages.FindFault(limit) is { } problem
            ? CommandResults.Invalid<Page<SimilarIssue>>(problem)
            : CommandResults.Done(new Page<SimilarIssue> { Items = await similar.FindAsync(issue, limit, cancellationToken).ConfigureAwait(false) });
    }

    private async ValueTask<CommandResult<FoundEvents>> FindAsync(Actor actor, EventLookup lookup, ProjectId project, IssueId? issue, CancellationToken cancellationToken)
    {
        // What was received in this very moment has been received.
        var to = lookup.To ?? time.GetUtcNow().AddTicks(1);
        var from = lookup.From ?? to - EventLookup.DefaultRange;
        var (fault, filter) = await queries.ReadEventsAsync(actor, project, lookup.Query, cancellationToken).ConfigureAwait(false);
        if ((fault ?? Pages.FindFault(lookup.Limit) ?? (from < to ? null : "'from' must lie before 'to'.")) is { } problem)
        {
            return CommandResults.Invalid<FoundEvents>(problem);
        }

        try
        {
            var search = new EventSearch { ProjectId = project, IssueId = issue, Filter = filter, From = from, To = to, Limit = lookup.Limit, Cursor = lookup.Cursor };
            var page = await store.SearchEventsAsync(search, cancellationToken).ConfigureAwait(false);
            return CommandResults.Done(new FoundEvents { Items = page.Items, Next = page.Next, From = from, To = to, IsPartial = page.IsPartial || lookup.From is null });
        }
        catch (InvalidCursorException)
        {
            return Pages.ForeignCursor<FoundEvents>();
        }
    }
}
