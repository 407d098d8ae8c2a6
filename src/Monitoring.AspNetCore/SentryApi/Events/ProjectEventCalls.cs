using Monitoring.AspNetCore.Api;
using Monitoring.ErrorTracking.Lookup;

namespace Monitoring.AspNetCore.SentryApi.Events;

/// <summary>The events of a project.</summary>
internal static class ProjectEventCalls
{
    public static ValueTask<ApiAnswer> ListAsync(ApiCall call) => SentryProjects.WithProjectAsync(call, async project =>
        SentryQuery.TryLimit(call, out var limit, out var problem)
            ? await EventSearchCalls.ListAsync(call, new EventLookup { ProjectId = project.Id, Limit = limit })
            : problem!);

    public static ValueTask<ApiAnswer> GetAsync(ApiCall call) => SentryProjects.WithProjectAsync(call, async project =>
        EventId.TryParse(call.Route("event"), out var id)
            ? await IssueEventCalls.ShowAsync(call, project, id, null)
            : SentryAnswer.NotFound($"There is no event '{Problem.Short(call.Route("event"))}'; an id has 32 hexadecimal digits."));
}
