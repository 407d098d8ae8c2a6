using Microsoft.AspNetCore.Http;
using Monitoring.ErrorTracking.Monitors;

namespace Monitoring.AspNetCore.Api.Monitors;

internal static class MonitorEndpoints
{
    private const string Path = "/projects/{p}/monitors/{monitor}";

    public static void Map(ApiGroup api)
    {
        MapReading(api);
        MapChanging(api);
    }

    private static void MapReading(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "listMonitors",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/monitors",
                Summary = "Lists the monitored jobs of a project by their slugs; for reporters",
                Parameters = [Parameters.Project, Parameters.Limit, Parameters.Cursor],
                Answer = MonitorExamples.List,
                Refusals = [403, 404],
            },
            ListAsync);
        api.Map(
            new()
            {
                Id = "getMonitor",
                Method = HttpMethods.Get,
                Path = Path,
                Summary = "Reads a monitored job and how it stands in each environment; for reporters",
                Parameters = [Parameters.Project, MonitorExamples.Slug],
                Answer = MonitorExamples.One,
                Refusals = [403, 404],
            },
            GetAsync);
        api.Map(
            new()
            {
                Id = "listCheckIns",
                Method = HttpMethods.Get,
                Path = Path + "/checkins",
                Summary = "Lists the check-ins of a monitored job, the youngest first; for reporters",
                Parameters = [Parameters.Project, MonitorExamples.Slug, MonitorExamples.Environment, Parameters.Limit, Parameters.Cursor],
                Answer = MonitorExamples.CheckIns,
                Refusals = [403, 404],
            },
            ListCheckInsAsync);
    }

    private static void MapChanging(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "putMonitor",
                Method = HttpMethods.Put,
                Path = Path,
                Summary = "Makes a monitored job, or sets all that is expected of it; for maintainers",
                Description = "The next run is expected by the new schedule from now on. A check-in that brings a configuration sets it again.",
                Parameters = [Parameters.Project, MonitorExamples.Slug, Parameters.IfMatch],
                Request = MonitorExamples.Input,
                Answer = MonitorExamples.One,
                Refusals = [403, 404, 409, 412],
            },
            PutAsync);
        api.Map(
            new()
            {
                Id = "changeMonitorStatus",
                Method = HttpMethods.Patch,
                Path = Path,
                Summary = "Mutes a monitored job, disables it, or looks after it again; for maintainers",
                Parameters = [Parameters.Project, MonitorExamples.Slug, Parameters.IfMatch],
                Request = MonitorExamples.Status,
                Answer = MonitorExamples.One,
                Refusals = [403, 404, 409, 412],
            },
            SetStatusAsync);
        api.Map(
            new()
            {
                Id = "deleteMonitor",
                Method = HttpMethods.Delete,
                Path = Path,
                Summary = "Deletes a monitored job with its check-ins; for maintainers",
                Parameters = [Parameters.Project, MonitorExamples.Slug, Parameters.IfMatch],
                Status = StatusCodes.Status204NoContent,
                Refusals = [403, 404, 409, 412],
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

        var result = await call.Service<IMonitors>().ListAsync(call.Actor, project, limit, call.Query.Cursor, call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(MonitorDocument.Of), MonitorJson.Default.ListDocumentMonitorDocument);
    });

    private static ValueTask<ApiAnswer> GetAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var result = await call.Service<IMonitors>().GetAsync(call.Actor, project, call.Route("monitor"), call.Cancellation);
        return result.ToAnswer(call, MonitorDocument.Of, MonitorJson.Default.MonitorDocument);
    });

    private static ValueTask<ApiAnswer> ListCheckInsAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var search = new CheckInSearch { Environment = call.Query.Text("environment"), Limit = call.Query.Limit(), Cursor = call.Query.Cursor };
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        var result = await call.Service<IMonitors>().ListCheckInsAsync(call.Actor, project, call.Route("monitor"), search, call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(CheckInDocument.Of), MonitorJson.Default.ListDocumentCheckInDocument);
    });

    private static ValueTask<ApiAnswer> PutAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!call.TryRead(MonitorJson.Default.MonitorInput, out var input, out var problem))
        {
            return problem!;
        }

        if (input.Read(out var fault) is not { } settings)
        {
            return Problem.BadRequest(fault);
        }

        var result = await call.Service<IMonitors>().PutAsync(call.Actor, project, call.Route("monitor"), settings, call.ExpectedVersion, call.Cancellation);
        return result.ToAnswer(call, MonitorDocument.Of, MonitorJson.Default.MonitorDocument);
    });

    private static ValueTask<ApiAnswer> SetStatusAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!call.TryRead(MonitorJson.Default.MonitorStatusInput, out var input, out var problem))
        {
            return problem!;
        }

        if (!Words.TryParse<MonitorStatus>(input.Status, out var status))
        {
            return Problem.BadRequest("status: must be active, muted or disabled.");
        }

        var result = await call.Service<IMonitors>().SetStatusAsync(call.Actor, project, call.Route("monitor"), status, call.ExpectedVersion, call.Cancellation);
        return result.ToAnswer(call, MonitorDocument.Of, MonitorJson.Default.MonitorDocument);
    });

    private static ValueTask<ApiAnswer> DeleteAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var result = await call.Service<IMonitors>().DeleteAsync(call.Actor, project, call.Route("monitor"), call.ExpectedVersion, call.Cancellation);
        return result.Refusal(call) ?? ApiAnswer.NoContent;
    });
}
