using Microsoft.AspNetCore.Http;
using Monitoring.ErrorTracking.Backends;

namespace Monitoring.AspNetCore.Api.Backends;

/// <summary>Which back end a project has, and a way to try it.</summary>
internal static class BackendEndpoints
{
    public static void Map(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "getErrorTrackingBackend",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/error-tracking-backend",
                Summary = "Reads where the errors of a project are kept; for maintainers",
                Parameters = [Parameters.Project],
                Answer = BackendExamples.Settings,
                Refusals = [403, 404],
            },
            GetAsync);
        api.Map(
            new()
            {
                Id = "replaceErrorTrackingBackend",
                Method = HttpMethods.Put,
                Path = "/projects/{p}/error-tracking-backend",
                Summary = "Chooses where the errors of a project are kept; for maintainers",
                Description = "The server is not asked; 'error-tracking-backend:test' does that. A token goes to the server that it was given for alone: with another address it is needed again.",
                Parameters = [Parameters.Project, Parameters.IfMatch],
                Request = BackendExamples.Input,
                Answer = BackendExamples.Settings,
                Refusals = [403, 404, 409, 412],
            },
            ReplaceAsync);
        api.Map(
            new()
            {
                Id = "testErrorTrackingBackend",
                Method = HttpMethods.Post,
                Path = "/projects/{p}/error-tracking-backend:test",
                Summary = "Asks the Sentry server for the projects that the token can see; for maintainers",
                Description = "With a body other settings are tried and not stored; with '{}' the project's. 502, 503 and 504 tell what is wrong with the server.",
                Parameters = [Parameters.Project],
                Request = BackendExamples.Input,
                Answer = BackendExamples.Projects,
                Refusals = [403, 404, 502, 503, 504],
            },
            TestAsync);
    }

    private static ValueTask<ApiAnswer> GetAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var result = await call.Service<IErrorTrackingBackendSettings>().GetAsync(call.Actor, project, call.Cancellation);
        return result.ToAnswer(call, BackendDocument.Of, BackendJson.Default.BackendDocument);
    });

    private static ValueTask<ApiAnswer> ReplaceAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!call.TryRead(BackendJson.Default.BackendInput, out var input, out var problem))
        {
            return problem!;
        }

        if (input.ToChange(out var fault) is not { } change)
        {
            return Problem.BadRequest(fault!);
        }

        var result = await call.Service<IErrorTrackingBackendSettings>().ReplaceAsync(call.Actor, project, change, call.ExpectedVersion, call.Cancellation);
        return result.ToAnswer(call, BackendDocument.Of, BackendJson.Default.BackendDocument);
    });

    private static ValueTask<ApiAnswer> TestAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!call.TryRead(BackendJson.Default.BackendInput, out var input, out var problem))
        {
            return problem!;
        }

        string? fault = null;
        var change = input == new BackendInput() ? null : input.ToChange(out fault);
        if (fault is not null)
        {
            return Problem.BadRequest(fault);
        }

        var result = await call.Service<IErrorTrackingBackendSettings>().TestAsync(call.Actor, project, change, call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(BackendProjectDocument.Of), BackendJson.Default.ListDocumentBackendProjectDocument);
    });
}
