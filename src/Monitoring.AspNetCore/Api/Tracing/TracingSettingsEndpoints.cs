using Microsoft.AspNetCore.Http;
using Monitoring.ErrorTracking.Tracing;

namespace Monitoring.AspNetCore.Api.Tracing;

/// <summary>What a project says about its transactions.</summary>
internal static class TracingSettingsEndpoints
{
    public static void Map(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "getTracing",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/tracing",
                Summary = "Reads what a project says about its transactions; for reporters",
                Parameters = [Parameters.Project],
                Answer = TracingExamples.Settings,
                Refusals = [403, 404],
            },
            GetAsync);
        api.Map(
            new()
            {
                Id = "replaceTracing",
                Method = HttpMethods.Put,
                Path = "/projects/{p}/tracing",
                Summary = "Sets what a project says about its transactions; for maintainers",
                Description = "The threshold of Apdex holds for figures of the past as well: Apdex is reckoned from the durations when it is asked for.",
                Parameters = [Parameters.Project, Parameters.IfMatch],
                Request = TracingExamples.Settings,
                Answer = TracingExamples.Settings,
                Refusals = [403, 404, 409, 412],
            },
            ReplaceAsync);
    }

    private static ValueTask<ApiAnswer> GetAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var result = await call.Service<ITransactions>().GetSettingsAsync(call.Actor, project, call.Cancellation);
        return result.ToAnswer(call, TracingSettingsDocument.Of, TracingJson.Default.TracingSettingsDocument);
    });

    private static ValueTask<ApiAnswer> ReplaceAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!call.TryRead(TracingJson.Default.TracingSettingsDocument, out var document, out var problem))
        {
            return problem!;
        }

        var settings = new TracingSettings { ApdexThreshold = document.ApdexThreshold };
        var result = await call.Service<ITransactions>().ReplaceSettingsAsync(call.Actor, project, settings, call.ExpectedVersion, call.Cancellation);
        return result.ToAnswer(call, TracingSettingsDocument.Of, TracingJson.Default.TracingSettingsDocument);
    });
}
