using System.Text;
using Microsoft.AspNetCore.Http;
using Monitoring.ErrorTracking.Filters;

namespace Monitoring.AspNetCore.Api.Filters;

/// <summary>What of that which is sent to a project is dropped, and ways to try it.</summary>
internal static class FilterEndpoints
{
    public static void Map(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "getFilters",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/filters",
                Summary = "Reads what of that which is sent to a project is dropped; for reporters",
                Parameters = [Parameters.Project],
                Answer = FilterExamples.Settings,
                Refusals = [403, 404],
            },
            GetAsync);
        api.Map(
            new()
            {
                Id = "replaceFilters",
                Method = HttpMethods.Put,
                Path = "/projects/{p}/filters",
                Summary = "Replaces what of that which is sent to a project is dropped; for maintainers",
                Description = "What is left out is off. Senders are told that all is well; each dropped item is an outcome 'filtered' with the filter's name.",
                Parameters = [Parameters.Project, Parameters.IfMatch],
                BodyRoom = BodyRoom.Rules,
                Request = FilterExamples.Settings,
                Answer = FilterExamples.Settings,
                Refusals = [403, 404, 409, 412],
            },
            ReplaceAsync);
        api.Map(
            new()
            {
                Id = "testFilters",
                Method = HttpMethods.Post,
                Path = "/projects/{p}/filters:test",
                Summary = "Says which filters an event matches; for reporters",
                Description = "The event is scrubbed first, as events are that are sent. Stores nothing of it. Other filters may be given to try them.",
                Parameters = [Parameters.Project],
                BodyRoom = BodyRoom.Events,
                Request = FilterExamples.Test,
                Answer = FilterExamples.Tested,
                Refusals = [403, 404],
            },
            TestAsync);
        api.Map(
            new()
            {
                Id = "previewFilters",
                Method = HttpMethods.Post,
                Path = "/projects/{p}/filters:preview",
                Summary = "Says what filters would have dropped of the last stored events; for reporters",
                Description = "Filters by the address of the sender match nothing here, because that address is not kept.",
                Parameters = [Parameters.Project],
                BodyRoom = BodyRoom.Rules,
                Request = FilterExamples.Preview,
                Answer = FilterExamples.Previewed,
                Refusals = [403, 404],
            },
            PreviewAsync);
    }

    private static ValueTask<ApiAnswer> GetAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var result = await call.Service<IInboundFilters>().GetAsync(call.Actor, project, call.Cancellation);
        return result.ToAnswer(call, FiltersDocument.Of, FilterJson.Default.FiltersDocument);
    });

    private static ValueTask<ApiAnswer> ReplaceAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!call.TryRead(FilterJson.Default.FiltersDocument, out var document, out var problem))
        {
            return problem!;
        }

        var result = await call.Service<IInboundFilters>().ReplaceAsync(call.Actor, project, document.ToSettings(), call.ExpectedVersion, call.Cancellation);
        return result.ToAnswer(call, FiltersDocument.Of, FilterJson.Default.FiltersDocument);
    });

    private static ValueTask<ApiAnswer> TestAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!call.TryRead(FilterJson.Default.FilterTestRequest, out var request, out var problem))
        {
            return problem!;
        }

        var trial = new FilterTrial { Event = Encoding.UTF8.GetBytes(request.Event.GetRawText()), Address = request.Address, Settings = request.Settings?.ToSettings() };
        var result = await call.Service<IInboundFilters>().TryAsync(call.Actor, project, trial, call.Cancellation);
        return result.ToAnswer(
            call, verdict => new FilterTestDocument { Dropped = !verdict.Matches.IsEmpty, Matches = verdict.Matches }, FilterJson.Default.FilterTestDocument);
    });

    private static ValueTask<ApiAnswer> PreviewAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!call.TryRead(FilterJson.Default.FilterPreviewRequest, out var request, out var problem))
        {
            return problem!;
        }

        var result = await call.Service<IInboundFilters>().ForecastAsync(call.Actor, project, request.Settings?.ToSettings(), call.Cancellation);
        return result.ToAnswer(call, FilterPreviewDocument.Of, FilterJson.Default.FilterPreviewDocument);
    });
}
