using Microsoft.AspNetCore.Http;
using Monitoring.ErrorTracking.Sampling;

namespace Monitoring.AspNetCore.Api.Sampling;

/// <summary>Of which events the payload is kept.</summary>
internal static class SamplingEndpoints
{
    public static void Map(ApiGroup api)
    {
        var settings = SamplingDocument.Of(new SamplingSettings());
        var answer = ApiContent.Of(
            settings with
            {
                State = new()
                {
                    KeptThisHour = 1_204,
                    BytesThisHour = 25_203_112,
                    LeftOutThisHour = 96_311,
                    EventsThisHour = 97_515,
                    SpikeLimit = 21_400,
                    SpikeSince = new DateTimeOffset(2026, 11, 22, 12, 7, 0, TimeSpan.Zero),
                },
            },
            SamplingJson.Default.SamplingDocument);
        api.Map(
            new()
            {
                Id = "getSampling",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/sampling",
                Summary = "Reads of which events of a project the payload is kept, and whether there is a spike; for reporters",
                Parameters = [Parameters.Project],
                Answer = answer,
                Refusals = [403, 404],
            },
            call => call.WithProjectAsync(async project =>
            {
                var result = await call.Service<ISampling>().GetAsync(call.Actor, project, call.Cancellation);
                return result.ToAnswer(call, SamplingDocument.Of, SamplingJson.Default.SamplingDocument);
            }));
        api.Map(
            new()
            {
                Id = "replaceSampling",
                Method = HttpMethods.Put,
                Path = "/projects/{p}/sampling",
                Summary = "Replaces of which events of a project the payload is kept; for maintainers",
                Description = "Holds for events that are received from then on. Events that are counted and not kept are outcomes 'accepted' with the reason sampled, sampled_spike or sampled_budget.",
                Parameters = [Parameters.Project, Parameters.IfMatch],
                Request = ApiContent.Of(settings, SamplingJson.Default.SamplingDocument),
                Answer = answer,
                Refusals = [403, 404, 409, 412],
            },
            call => call.WithProjectAsync(async project =>
            {
                if (!call.TryRead(SamplingJson.Default.SamplingDocument, out var document, out var problem))
                {
                    return problem!;
                }

                var result = await call.Service<ISampling>().ReplaceAsync(call.Actor, project, document.ToSettings(), call.ExpectedVersion, call.Cancellation);
                return result.ToAnswer(call, SamplingDocument.Of, SamplingJson.Default.SamplingDocument);
            }));
    }
}
