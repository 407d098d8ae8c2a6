using Microsoft.AspNetCore.Http;
using Monitoring.ErrorTracking.Backends;
using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.Api.Backends;

/// <summary>Issues of the back end that a project has chosen, in one shape for all.</summary>
internal static class BackendIssueEndpoints
{
    public static void Map(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "listBackendIssues",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/backend/issues",
                Summary = "Lists the issues of the back end that the project has chosen; for reporters",
                Description = "'projects/{p}/issues' lists those of this product alone, whatever the project has chosen.",
                Parameters =
                [
                    Parameters.Project,
                    Parameters.Query("query", "What the issues must be like, in the language of the back end; all when it is left out.", "is:unresolved"),
                    Parameters.Query("sort", "The order, the greatest first; lastSeen when it is left out.", "lastSeen", "lastSeen", "firstSeen", "events", "users"),
                    Parameters.Limit,
                    Parameters.Cursor,
                ],
                Answer = BackendExamples.List,
                Refusals = [403, 404, 502, 503, 504],
            },
            ListAsync);
        api.Map(
            new()
            {
                Id = "getBackendIssue",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/backend/issues/{id}",
                Summary = "Reads an issue of the back end that the project has chosen; for reporters",
                Parameters = [Parameters.Project, BackendExamples.Issue],
                Answer = BackendExamples.One,
                Refusals = [403, 404, 502, 503, 504],
            },
            GetAsync);
        api.Map(
            new()
            {
                Id = "changeBackendIssue",
                Method = HttpMethods.Patch,
                Path = "/projects/{p}/backend/issues/{id}",
                Summary = "Resolves, ignores, reopens or assigns an issue of the back end that the project has chosen; for developers",
                Parameters = [Parameters.Project, BackendExamples.Issue],
                Request = BackendExamples.Change,
                Answer = BackendExamples.One,
                Refusals = [403, 404, 409, 502, 503, 504],
            },
            ChangeAsync);
        api.Map(
            new()
            {
                Id = "getBackendIssueLatestEvent",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/backend/issues/{id}/latest-event",
                Summary = "Reads the latest event of an issue with its stack traces; for reporters",
                Parameters = [Parameters.Project, BackendExamples.Issue],
                Answer = BackendExamples.Event,
                Refusals = [403, 404, 502, 503, 504],
            },
            GetLatestEventAsync);
    }

    private static ValueTask<ApiAnswer> ListAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var search = new BackendIssueSearch
        {
            Query = call.Query.Text("query"),
            Sort = call.Query.Choice(
                "sort", IssueSort.LastSeen, ("lastSeen", IssueSort.LastSeen), ("firstSeen", IssueSort.FirstSeen), ("events", IssueSort.Events), ("users", IssueSort.Users)),
            Limit = call.Query.Limit(),
            Cursor = call.Query.Cursor,
        };
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        var result = await call.Service<IErrorTrackingBackend>().ListAsync(call.Actor, project, search, call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(BackendIssueDocument.Of), BackendJson.Default.ListDocumentBackendIssueDocument);
    });

    private static ValueTask<ApiAnswer> GetAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var result = await call.Service<IErrorTrackingBackend>().GetAsync(call.Actor, project, call.Route("id"), call.Cancellation);
        return result.ToAnswer(call, BackendIssueDocument.Of, BackendJson.Default.BackendIssueDocument);
    });

    private static ValueTask<ApiAnswer> GetLatestEventAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var result = await call.Service<IErrorTrackingBackend>().GetLatestEventAsync(call.Actor, project, call.Route("id"), call.Cancellation);
        return result.ToAnswer(call, BackendEventDocument.Of, BackendJson.Default.BackendEventDocument);
    });

    private static ValueTask<ApiAnswer> ChangeAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!call.TryRead(BackendJson.Default.BackendIssueInput, out var input, out var problem))
        {
            return problem!;
        }

        if (input.ToChange(out var fault) is not { } change)
        {
            return Problem.BadRequest(fault!);
        }

        var result = await call.Service<IErrorTrackingBackend>().UpdateAsync(call.Actor, project, call.Route("id"), change, call.Cancellation);
        return result.ToAnswer(call, BackendIssueDocument.Of, BackendJson.Default.BackendIssueDocument);
    });
}
