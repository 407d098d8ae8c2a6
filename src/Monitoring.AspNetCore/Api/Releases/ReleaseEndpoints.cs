using Microsoft.AspNetCore.Http;
using Monitoring.ErrorTracking.Releases;

namespace Monitoring.AspNetCore.Api.Releases;

internal static class ReleaseEndpoints
{
    private const string Path = "/projects/{p}/releases";

    public static void Map(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "listReleases",
                Method = HttpMethods.Get,
                Path = Path,
                Summary = "Lists the releases of a project, the last created first, without archived ones; for reporters",
                Parameters = [Parameters.Project, Parameters.Limit, Parameters.Cursor],
                Answer = ReleaseExamples.List,
                Refusals = [403, 404],
            },
            ListAsync);
        api.Map(
            new()
            {
                Id = "getRelease",
                Method = HttpMethods.Get,
                Path = Path + "/{version}",
                Summary = "Reads a release; for reporters",
                Parameters = [Parameters.Project, ReleaseExamples.Parameter],
                Answer = ReleaseExamples.One,
                Refusals = [403, 404],
            },
            GetAsync);
        api.Map(
            new()
            {
                Id = "saveRelease",
                Method = HttpMethods.Put,
                Path = Path + "/{version}",
                Summary = "Creates a release, or changes the one that is there; for developers",
                Description = "What is left out stays as it is.",
                Parameters = [Parameters.Project, ReleaseExamples.Parameter, Parameters.IfMatch],
                Request = ReleaseExamples.Changes,
                Answer = ReleaseExamples.One,
                Refusals = [403, 404, 409, 412],
            },
            SaveAsync);
        api.Map(
            new()
            {
                Id = "deleteRelease",
                Method = HttpMethods.Delete,
                Path = Path + "/{version}",
                Summary = "Deletes a release with its deploys and commits; for developers",
                Description = "Events keep its name, and the next one brings it back.",
                Parameters = [Parameters.Project, ReleaseExamples.Parameter],
                Status = StatusCodes.Status204NoContent,
                Refusals = [403, 404],
            },
            DeleteAsync);
    }

    private static ValueTask<ApiAnswer> ListAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var limit = call.Query.Limit();
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        var result = await call.Service<IReleases>().ListAsync(call.Actor, project, limit, call.Query.Cursor, call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(ReleaseDocument.Of), ReleaseJson.Default.ListDocumentReleaseDocument);
    });

    private static ValueTask<ApiAnswer> GetAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var result = await call.Service<IReleases>().GetAsync(call.Actor, project, call.Route("version"), call.Cancellation);
        return result.ToAnswer(call, ReleaseDocument.Of, ReleaseJson.Default.ReleaseDocument);
    });

    private static ValueTask<ApiAnswer> SaveAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!call.TryRead(ReleaseJson.Default.ReleaseChanges, out var changes, out var problem))
        {
            return problem!;
        }

        var result = await call.Service<IReleases>().SaveAsync(
            call.Actor, project, call.Route("version"), changes.ToChange(), call.ExpectedVersion, call.Cancellation);
        return result.ToAnswer(call, ReleaseDocument.Of, ReleaseJson.Default.ReleaseDocument);
    });

    private static ValueTask<ApiAnswer> DeleteAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var result = await call.Service<IReleases>().DeleteAsync(call.Actor, project, call.Route("version"), call.Cancellation);
        return result.Refusal(call) ?? ApiAnswer.NoContent;
    });
}
