using System.Text;
using Microsoft.AspNetCore.Http;
using Monitoring.ErrorTracking.Scrubbing;
using Monitoring.ErrorTracking.Scrubbing.Settings;

namespace Monitoring.AspNetCore.Api.Scrubbing;

/// <summary>The settings of scrubbing, and a way to try them.</summary>
internal static class ScrubbingEndpoints
{
    public static void Map(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "getScrubbing",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/scrubbing",
                Summary = "Reads what is taken out of a project's events before they are stored; for reporters",
                Parameters = [Parameters.Project],
                Answer = ScrubbingExamples.Settings,
                Refusals = [403, 404],
            },
            GetAsync);
        api.Map(
            new()
            {
                Id = "replaceScrubbing",
                Method = HttpMethods.Put,
                Path = "/projects/{p}/scrubbing",
                Summary = "Replaces what is taken out of a project's events; for maintainers",
                Description = "What is left out is as it is by default. Holds for events that are received from then on; stored events stay as they are. " +
                    "A mistake in a selector or an expression is answered with its line and column.",
                Parameters = [Parameters.Project, Parameters.IfMatch],
                BodyRoom = BodyRoom.Rules,
                Request = ScrubbingExamples.Settings,
                Answer = ScrubbingExamples.Settings,
                Refusals = [403, 404, 409, 412],
            },
            ReplaceAsync);
        api.Map(
            new()
            {
                Id = "testScrubbing",
                Method = HttpMethods.Post,
                Path = "/projects/{p}/scrubbing:test",
                Summary = "Shows what scrubbing makes of an event, and why; for reporters",
                Description = "Stores nothing of the event. Other settings may be given to try them.",
                Parameters = [Parameters.Project],
                BodyRoom = BodyRoom.Events,
                Request = ScrubbingExamples.Test,
                Answer = ScrubbingExamples.Tested,
                Refusals = [403, 404],
            },
            TestAsync);
    }

    private static ValueTask<ApiAnswer> GetAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var result = await call.Service<IScrubbingSettings>().GetAsync(call.Actor, project, call.Cancellation);
        return result.ToAnswer(call, ScrubbingDocument.Of, ScrubbingJson.Default.ScrubbingDocument);
    });

    private static ValueTask<ApiAnswer> ReplaceAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!call.TryRead(ScrubbingJson.Default.ScrubbingDocument, out var document, out var problem))
        {
            return problem!;
        }

        if (document.ToSettings(out var fault) is not { } settings)
        {
            return Problem.BadRequest(fault!);
        }

        var result = await call.Service<IScrubbingSettings>().ReplaceAsync(call.Actor, project, settings, call.ExpectedVersion, call.Cancellation);
        return result.ToAnswer(call, ScrubbingDocument.Of, ScrubbingJson.Default.ScrubbingDocument);
    });

    private static ValueTask<ApiAnswer> TestAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!call.TryRead(ScrubbingJson.Default.ScrubbingTestRequest, out var request, out var problem))
        {
            return problem!;
        }

        string? fault = null;
        var settings = default(ScrubbingSettings);
        if (request.Settings is not null && (settings = request.Settings.ToSettings(out fault)) is null)
        {
            return Problem.BadRequest($"settings.{fault}");
        }

        var result = await call.Service<IScrubbingSettings>().TryAsync(
            call.Actor, project, Encoding.UTF8.GetBytes(request.Event.GetRawText()), settings, call.Cancellation);
        return result.ToAnswer(call, Document, ScrubbingJson.Default.ScrubbingTestDocument);
    });

    private static ScrubbingTestDocument Document(ScrubbingTrial trial) =>
        new() { Changed = trial.IsChanged, Event = trial.Event, Reasons = ScrubbingTestDocument.ReasonsOf(trial.Event) };
}
