using System.Collections.Immutable;
using Monitoring.AspNetCore.Api;
using Monitoring.ErrorTracking.Monitors;
using Monitoring.Projects;

namespace Monitoring.AspNetCore.SentryApi.Projects;

/// <summary>The monitors of jobs in an organisation: of each of its projects a page, all at once.</summary>
internal static class MonitorCalls
{
    private const int PageSize = 100;
    private const int MaxMonitors = 1000;

    public static async ValueTask<ApiAnswer> ListAsync(ApiCall call)
    {
        var organization = call.Route("org");
        var projects = await SentryProjects.ListAsync(call, organization);
        if (projects.IsEmpty)
        {
            return SentryProjects.NoOrganization(organization);
        }

        var found = ImmutableArray.CreateBuilder<MonitorDocument>();
        foreach (var project in projects)
        {
            if (await AddAsync(call, project, found) is { } problem)
            {
                return problem;
            }
        }

        SentryLink.Add(call, null);
        return ApiAnswer.Ok(found.ToImmutable(), SentryProjectJson.Default.ImmutableArrayMonitorDocument);
    }

    private static async ValueTask<ApiAnswer?> AddAsync(ApiCall call, Project project, ImmutableArray<MonitorDocument>.Builder found)
    {
        string? cursor = null;
        do
        {
            var page = await call.Service<IMonitors>().ListAsync(call.Actor, project.Id, PageSize, cursor, call.Cancellation);
            if (page.Value is not { } monitors)
            {
                // A project of the organisation whose errors the caller may not see is left out.
                return page.Access is null ? SentryAnswer.Refusal(page) : null;
            }

            found.AddRange(monitors.Items.Select(monitor => MonitorDocument.Of(monitor, project)));
            cursor = monitors.Next;
        }
        while (cursor is not null && found.Count < MaxMonitors);
        return null;
    }
}
