using System.Collections.Immutable;
using Monitoring.AspNetCore.Api;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Issues;
using Monitoring.Projects;
using Monitoring.Storage;
using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.SentryApi.Issues;

/// <summary>
/// Lists the issues of several projects as one list: of each project a page from where it stands, the foremost of all of them, and a cursor that says how far
/// each project was used. A project of which nothing was used keeps its place.
/// </summary>
internal static class MergedIssues
{
    public const int MaxProjects = 20;

    public static async ValueTask<CommandResult<Page<Issue>>> ListAsync(ApiCall call, ImmutableArray<Project> projects, IssueSearch search)
    {
        if (projects is [var only])
        {
            return await call.Service<IIssues>().ListAsync(call.Actor, only.Id, search, call.Cancellation);
        }

        var places = MergedCursor.Read(search.Cursor);
        var found = new List<Issue>();
        foreach (var project in projects.Where(project => !places.IsFinished(project.Id)))
        {
            var page = await call.Service<IIssues>().ListAsync(call.Actor, project.Id, search with { Cursor = places.Of(project.Id) }, call.Cancellation);
            if (page.Value is null && page.Access is null)
            {
                return page;
            }

            // A project of the organisation whose errors the caller may not see is left out.
            found.AddRange(page.Value?.Items ?? []);
        }

        var taken = found.OrderByDescending(issue => Rank(issue.Row, search.Sort)).ThenByDescending(issue => issue.Row.Id.Value).Take(search.Limit).ToImmutableArray();
        var next = new MergedCursor();
        foreach (var project in projects)
        {
            await AdvanceAsync(call, project.Id, search, taken.Count(issue => issue.Row.ProjectId == project.Id), places, next);
        }

        return CommandResults.Done(new Page<Issue> { Items = taken, Next = taken.Length < search.Limit ? null : next.Write(projects.Select(project => project.Id)) });
    }

    /// <summary>Where a project stands after some of its issues; the store gives a place behind the last of a page only.</summary>
    private static async ValueTask AdvanceAsync(ApiCall call, ProjectId project, IssueSearch search, int used, MergedCursor before, MergedCursor next)
    {
        if (before.IsFinished(project))
        {
            next.Finish(project);
        }
        else if (used == 0)
        {
            next.Set(project, before.Of(project));
        }
        else
        {
            var page = await call.Service<IIssues>().ListAsync(call.Actor, project, search with { Cursor = before.Of(project), Limit = used }, call.Cancellation);
            if (page.Value?.Next is { } cursor)
            {
                next.Set(project, cursor);
            }
            else
            {
                next.Finish(project);
            }
        }
    }

    private static long Rank(IssueRow row, IssueSort sort) => sort switch
    {
        IssueSort.FirstSeen => row.FirstSeen.UtcTicks,
        IssueSort.Events => row.Count,
        IssueSort.Users => row.UserCount,
        _ => row.LastSeen.UtcTicks,
    };
}
