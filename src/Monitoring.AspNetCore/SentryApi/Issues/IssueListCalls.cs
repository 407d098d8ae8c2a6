using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Monitoring.AspNetCore.Api;
using Monitoring.AspNetCore.SentryApi.Issues.Documents;
using Monitoring.Projects;
using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.SentryApi.Issues;

/// <summary>Lists the issues of a project or of several.</summary>
internal static class IssueListCalls
{
    public static ValueTask<ApiAnswer> ListOfProjectAsync(ApiCall call) => SentryProjects.WithProjectAsync(call, project => ListAsync(call, [project]));

    /// <summary>Of the projects that <c>project</c> names by number or slug, several times if need be; of all in the organisation without it.</summary>
    public static async ValueTask<ApiAnswer> ListOfOrganizationAsync(ApiCall call)
    {
        var organization = call.Route("org");
        var all = await SentryProjects.ListAsync(call, organization);
        if (all.IsEmpty)
        {
            return SentryProjects.NoOrganization(organization);
        }

        var chosen = ImmutableArray.CreateBuilder<Project>();
        foreach (var name in call.Context.Request.Query["project"].Where(name => name is not (null or "" or "-1")))
        {
            if (all.FirstOrDefault(project => project.Id.ToString() == name || SentryProjects.Slug(project).Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } project)
            {
                return SentryProjects.NoProject(organization, name!);
            }

            chosen.Add(project);
        }

        return await ListAsync(call, chosen.Count == 0 ? all : [.. chosen.Distinct()]);
    }

    private static async ValueTask<ApiAnswer> ListAsync(ApiCall call, ImmutableArray<Project> projects)
    {
        if (IssueSearches.Read(call, out var problem) is not { } search)
        {
            return problem!;
        }

        if (projects.Length > MergedIssues.MaxProjects)
        {
            return SentryAnswer.Error(
                StatusCodes.Status400BadRequest, $"project: at most {MergedIssues.MaxProjects} projects are searched at once, and there are {projects.Length}; name some by 'project'.");
        }

        if (projects.Length > 1 && search.Sort == IssueSort.Trend)
        {
            return SentryAnswer.Error(StatusCodes.Status400BadRequest, "sort: 'trends' is known of one project at a time; name it by 'project'.");
        }

        var result = await MergedIssues.ListAsync(call, projects, search);
        if (result.Value is not { } page)
        {
            return SentryAnswer.Refusal(result);
        }

        SentryLink.Add(call, page.Next);
        var documents = ImmutableArray.CreateBuilder<SentryIssueDocument>(page.Items.Length);
        foreach (var issue in page.Items)
        {
            documents.Add(await IssueShapes.ListedAsync(call, issue, projects.First(project => project.Id == issue.Row.ProjectId)));
        }

        return ApiAnswer.Ok(documents.MoveToImmutable(), SentryIssueJson.Default.ImmutableArraySentryIssueDocument);
    }
}
