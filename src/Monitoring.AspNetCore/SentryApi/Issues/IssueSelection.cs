using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Monitoring.AspNetCore.Api;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Issues;
using Monitoring.Projects;

namespace Monitoring.AspNetCore.SentryApi.Issues;

/// <summary>Finds the issues that a call for several of them means.</summary>
internal static class IssueSelection
{
    private const int MaxIssues = 1000;

    /// <summary>Those that <c>id</c> names and the project has; without <c>id</c> and when that is allowed, the first thousand that match.</summary>
    public static async ValueTask<(ImmutableArray<Issue> Issues, ApiAnswer? Problem)> ReadAsync(ApiCall call, Project project, bool matching)
    {
        var ids = call.Context.Request.Query["id"];
        return ids.Count > MaxIssues ? ([], Bad($"id: at most {MaxIssues} issues are changed at once."))
            : ids.Count > 0 ? await FindAsync(call, project, ids)
            : matching ? await MatchAsync(call, project)
            : ([], Bad("id: the issues must be named; only a change of status may do without."));
    }

    private static async ValueTask<(ImmutableArray<Issue> Issues, ApiAnswer? Problem)> FindAsync(ApiCall call, Project project, IEnumerable<string?> ids)
    {
        var found = ImmutableArray.CreateBuilder<Issue>();
        foreach (var text in ids.Distinct(StringComparer.Ordinal))
        {
            if (!IssueId.TryParse(text, out var id))
            {
                return ([], Bad($"id: '{Problem.Short(text ?? "")}' is no id of an issue."));
            }

            var result = await call.Service<IIssues>().GetAsync(call.Actor, id, call.Cancellation);
            if (result.Outcome == CommandOutcome.Refused)
            {
                return ([], SentryAnswer.Refusal(result));
            }

            if (result.Value is { } issue && issue.Row.ProjectId == project.Id && found.All(other => other.Row.Id != issue.Row.Id))
            {
                found.Add(issue);
            }
        }

        return (found.ToImmutable(), null);
    }

    private static async ValueTask<(ImmutableArray<Issue> Issues, ApiAnswer? Problem)> MatchAsync(ApiCall call, Project project)
    {
        // A call without any condition means all issues; the list of one would take those that are unresolved.
        var query = call.Context.Request.Query.ContainsKey("query") || call.Query.Text("status") is not null ? IssueSearches.Query(call) : "";
        var found = ImmutableArray.CreateBuilder<Issue>();
        string? cursor = null;
        do
        {
            var search = new IssueSearch { Query = query, Limit = SentryQuery.MaxLimit, Cursor = cursor };
            var page = await call.Service<IIssues>().ListAsync(call.Actor, project.Id, search, call.Cancellation);
            if (page.Value is null)
            {
                return ([], SentryAnswer.Refusal(page));
            }

            found.AddRange(page.Value.Items);
            cursor = page.Value.Next;
        }
        while (cursor is not null && found.Count < MaxIssues);
        return (found.ToImmutable(), null);
    }

    private static ApiAnswer Bad(string detail) => SentryAnswer.Error(StatusCodes.Status400BadRequest, detail);
}
