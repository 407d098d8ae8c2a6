using Microsoft.AspNetCore.Http;
using Monitoring.ErrorTracking.Issues;
using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.Api.Events;

/// <summary>What people do to events.</summary>
internal static class EventChangeEndpoints
{
    public static void Map(ApiGroup api) => api.Map(
        new()
        {
            Id = "changeEvent",
            Method = HttpMethods.Patch,
            Path = "/projects/{p}/events/{eventId}",
            Summary = "Pins an event whose payload is kept, so that it stays when others go, or takes the pin back; for developers",
            Description = "A pinned event goes neither for its age nor for want of room, only with its issue. When the pin is taken back and its day has gone meanwhile, it goes at once. " +
                $"A project has at most {ErrorStoreLimits.PinnedEvents} pinned events.",
            Parameters = [Parameters.Project, EventExamples.Parameter],
            Request = EventExamples.Changes,
            Answer = EventExamples.Pinned,
            Refusals = [403, 404],
        },
        ChangeAsync);

    private static ValueTask<ApiAnswer> ChangeAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!EventId.TryParse(call.Route("eventId"), out var id))
        {
            return Problem.NotFound($"There is no event '{Problem.Short(call.Route("eventId"))}'; an id has 32 hexadecimal digits.");
        }

        if (!call.TryRead(EventJson.Default.EventChanges, out var changes, out var problem))
        {
            return problem!;
        }

        var issues = call.Service<IIssues>();
        var result = changes.Pinned
            ? await issues.PinEventAsync(call.Actor, project, id, call.Cancellation)
            : await issues.UnpinEventAsync(call.Actor, project, id, call.Cancellation);
        return result.ToAnswer(call, stored => EventDocument.Of(stored, default), EventJson.Default.EventDocument);
    });
}
