using System.Collections.Immutable;
using Monitoring.Access;
using Monitoring.Commands;

namespace Monitoring.ErrorTracking.Issues;

/// <summary>Changes issue by issue, as each alone would be changed.</summary>
internal sealed class IssueBulkChanger(IIssues issues, IAccessControl access)
{
    private const int PageSize = 100;

    public async ValueTask<CommandResult<IssueBulkResult>> ChangeAsync(Actor actor, ProjectId project, IssueBulkChange change, CancellationToken cancellationToken)
    {
        var decision = await access.CheckAsync(actor, Permission.UpdateErrors, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<IssueBulkResult>(decision);
        }

        if (FindFault(change) is { } fault)
        {
            return CommandResults.Invalid<IssueBulkResult>(fault);
        }

        var found = new IssueList(change.Issues.Distinct(), false);
        if (change.Issues.IsEmpty)
        {
            var matching = await MatchAsync(actor, project, change.Query!, cancellationToken).ConfigureAwait(false);
            if (matching.Value is null)
            {
                return matching.Fail<IssueList, IssueBulkResult>();
            }

            found = matching.Value;
        }

        var changed = ImmutableArray.CreateBuilder<IssueId>();
        var refused = ImmutableArray.CreateBuilder<IssueRefusal>();
        foreach (var id in found.Ids)
        {
            var result = await ChangeAsync(actor, project, id, change, cancellationToken).ConfigureAwait(false);
            if (result.Outcome == CommandOutcome.Invalid)
            {
                // What is wrong with the change is wrong for each of them.
                return result.Fail<Issue, IssueBulkResult>();
            }

            if (result.Outcome == CommandOutcome.Done)
            {
                changed.Add(id);
            }
            else
            {
                refused.Add(new IssueRefusal { Id = id, Reason = result.Reason ?? "" });
            }
        }

        return CommandResults.Done(new IssueBulkResult { Changed = changed.ToImmutable(), Refused = refused.ToImmutable(), HasMore = found.HasMore });
    }

    private static string? FindFault(IssueBulkChange change) =>
        change.Status is null && !change.Assigns ? "a status, an assignee or both are expected."
        : change.Issues.IsEmpty == change.Query is null ? "issues, query: one of them is expected."
        : change.Issues.Length > IssueBulkChange.MaxIssues ? $"issues: at most {IssueBulkChange.MaxIssues} are changed at once."
        : null;

    private async ValueTask<CommandResult<Issue>> ChangeAsync(Actor actor, ProjectId project, IssueId id, IssueBulkChange change, CancellationToken cancellationToken)
    {
        var issue = await issues.GetAsync(actor, id, cancellationToken).ConfigureAwait(false);
        return issue.Value?.Row.ProjectId != project ? CommandResults.NotFound<Issue>($"There is no issue {id} in the project.")
            : (change.Status, change.Assigns) switch
            {
                ({ } status, true) => await issues.SetStatusAndAssignAsync(actor, id, status, change.Assignee, null, cancellationToken).ConfigureAwait(false),
                ({ } status, false) => await issues.SetStatusAsync(actor, id, status, null, cancellationToken).ConfigureAwait(false),
                _ => await issues.AssignAsync(actor, id, change.Assignee, null, cancellationToken).ConfigureAwait(false),
            };
    }

    /// <summary>All are found before the first is changed, since a change may let it no longer match.</summary>
    private async ValueTask<CommandResult<IssueList>> MatchAsync(Actor actor, ProjectId project, string query, CancellationToken cancellationToken)
    {
        var ids = new List<IssueId>();
        string? cursor = null;
        do
        {
            var page = await issues.ListAsync(actor, project, new IssueSearch { Query = query, Limit = PageSize, Cursor = cursor }, cancellationToken).ConfigureAwait(false);
            if (page.Value is null)
            {
                return page.Fail<Storage.Page<Issue>, IssueList>();
            }

            ids.AddRange(page.Value.Items.Select(issue => issue.Row.Id));
            cursor = page.Value.Next;
        }
        while (cursor is not null && ids.Count < IssueBulkChange.MaxIssues);
        return CommandResults.Done(new IssueList(ids.Distinct(), cursor is not null));
    }

    private sealed record IssueList(IEnumerable<IssueId> Ids, bool HasMore);
}
