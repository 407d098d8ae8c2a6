using Microsoft.AspNetCore.Http;
using Monitoring.ErrorTracking.BulkChanges;

namespace Monitoring.AspNetCore.Api.BulkChanges;

/// <summary>Changes of many issues.</summary>
internal static class BulkEndpoints
{
    private const string List = "/projects/{p}/issue-updates";
    private const string One = List + "/{job}";

    public static void Map(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "updateIssues",
                Method = HttpMethods.Post,
                Path = "/projects/{p}/issues:update",
                Summary = "Begins to change many issues, named or found by a search; for developers",
                Description = "Changes or deletes issues. Answered at once; 'Location' leads to the progress. The issues are written down first and changed then, each once, as it was when it was found: one that changed " +
                    "in between is left alone. The change goes on after a restart. At most 100000 issues, and five such changes at a time in a project.",
                Parameters = [Parameters.Project],
                Request = BulkExamples.Request,
                Status = StatusCodes.Status202Accepted,
                Answer = BulkExamples.Begun,
                Refusals = [403, 404, 409],
            },
            StartAsync);
        api.Map(
            new()
            {
                Id = "listIssueUpdates",
                Method = HttpMethods.Get,
                Path = List,
                Summary = "Lists changes of many issues, the last begun first; for reporters",
                Parameters = [Parameters.Project, Parameters.Limit, Parameters.Cursor],
                Answer = BulkExamples.List,
                Refusals = [403, 404],
            },
            ListAsync);
        api.Map(
            new()
            {
                Id = "getIssueUpdate",
                Method = HttpMethods.Get,
                Path = One,
                Summary = "Reads how far a change of many issues is; for reporters",
                Parameters = [Parameters.Project, BulkExamples.Id],
                Answer = BulkExamples.One,
                Refusals = [403, 404],
            },
            GetAsync);
        api.Map(
            new()
            {
                Id = "cancelIssueUpdate",
                Method = HttpMethods.Delete,
                Path = One,
                Summary = "Stops a change of many issues; what was changed stays so; for developers",
                Parameters = [Parameters.Project, BulkExamples.Id],
                Answer = BulkExamples.One,
                Refusals = [403, 404],
            },
            CancelAsync);
    }

    private static ValueTask<ApiAnswer> StartAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!call.TryRead(BulkJson.Default.BulkRequest, out var request, out var problem))
        {
            return problem!;
        }

        if (BulkReading.Read(request, out var fault) is not { } change)
        {
            return Problem.BadRequest(fault);
        }

        var result = await call.Service<IBulkChanges>().StartAsync(call.Actor, project, change, call.Cancellation);
        return result.Refusal(call)
            ?? ApiAnswer.Created(BulkJobDocument.Of(result.Value!), BulkJson.Default.BulkJobDocument, $"{ApiAnswer.Beside}issue-updates/{result.Value!.Id}") with { Status = StatusCodes.Status202Accepted };
    });

    private static ValueTask<ApiAnswer> ListAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var limit = call.Query.Limit();
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        var result = await call.Service<IBulkChanges>().ListAsync(call.Actor, project, limit, call.Query.Cursor, call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(BulkJobDocument.Of), BulkJson.Default.ListDocumentBulkJobDocument);
    });

    private static ValueTask<ApiAnswer> GetAsync(ApiCall call) => WithJobAsync(call, async (project, id) =>
    {
        var result = await call.Service<IBulkChanges>().GetAsync(call.Actor, project, id, call.Cancellation);
        return result.ToAnswer(call, BulkJobDocument.Of, BulkJson.Default.BulkJobDocument);
    });

    private static ValueTask<ApiAnswer> CancelAsync(ApiCall call) => WithJobAsync(call, async (project, id) =>
    {
        var result = await call.Service<IBulkChanges>().CancelAsync(call.Actor, project, id, call.Cancellation);
        return result.ToAnswer(call, BulkJobDocument.Of, BulkJson.Default.BulkJobDocument);
    });

    private static ValueTask<ApiAnswer> WithJobAsync(ApiCall call, Func<ProjectId, EntityId, ValueTask<ApiAnswer>> handler) => call.WithProjectAsync(async project =>
        EntityId.TryParse(call.Route("job"), out var id) ? await handler(project, id) : Problem.NotFound($"There is no change of many issues '{Problem.Short(call.Route("job"))}'."));
}
