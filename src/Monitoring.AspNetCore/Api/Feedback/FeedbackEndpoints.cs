using Microsoft.AspNetCore.Http;
using Monitoring.ErrorTracking.Feedback;

namespace Monitoring.AspNetCore.Api.Feedback;

internal static class FeedbackEndpoints
{
    private const string List = "/projects/{p}/feedback";
    private const string One = List + "/{feedbackId}";

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
                Id = "listFeedback",
                Method = HttpMethods.Get,
                Path = List,
                Summary = "Lists what users say, the last received first; for reporters",
                Parameters = [Parameters.Project, FeedbackExamples.Status, Parameters.Limit, Parameters.Cursor],
                Answer = FeedbackExamples.List,
                Refusals = [403, 404],
            },
            ListAsync);
        api.Map(
            new()
            {
                Id = "listIssueFeedback",
                Method = HttpMethods.Get,
                Path = "/issues/{id}/feedback",
                Summary = "Lists what users say about events of an issue, the last received first; for reporters",
                Parameters = [Parameters.Issue, Parameters.Limit, Parameters.Cursor],
                Answer = FeedbackExamples.List,
                Refusals = [403, 404],
            },
            ListOfIssueAsync);
        api.Map(
            new()
            {
                Id = "getFeedback",
                Method = HttpMethods.Get,
                Path = One,
                Summary = "Reads what a user says; for reporters",
                Parameters = [Parameters.Project, FeedbackExamples.Id],
                Answer = FeedbackExamples.One,
                Refusals = [403, 404],
            },
            GetAsync);
    }

    private static void MapChanging(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "changeFeedback",
                Method = HttpMethods.Patch,
                Path = One,
                Summary = "Says what became of feedback; for developers",
                Parameters = [Parameters.Project, FeedbackExamples.Id, Parameters.IfMatch],
                Request = FeedbackExamples.Input,
                Answer = FeedbackExamples.One,
                Refusals = [403, 404, 409, 412],
            },
            SetStatusAsync);
        api.Map(
            new()
            {
                Id = "deleteFeedback",
                Method = HttpMethods.Delete,
                Path = One,
                Summary = "Deletes feedback with its attachments; for maintainers",
                Parameters = [Parameters.Project, FeedbackExamples.Id, Parameters.IfMatch],
                Status = StatusCodes.Status204NoContent,
                Refusals = [403, 404, 409, 412],
            },
            DeleteAsync);
    }

    private static ValueTask<ApiAnswer> ListAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var status = call.Query.Choice<FeedbackStatus?>(
            "status", null, ("unresolved", FeedbackStatus.Unresolved), ("resolved", FeedbackStatus.Resolved), ("spam", FeedbackStatus.Spam));
        var search = new FeedbackSearch { Status = status, Limit = call.Query.Limit(), Cursor = call.Query.Cursor };
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        var result = await call.Service<IFeedback>().ListAsync(call.Actor, project, search, call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(FeedbackDocument.Of), FeedbackJson.Default.ListDocumentFeedbackDocument);
    });

    private static ValueTask<ApiAnswer> ListOfIssueAsync(ApiCall call) => call.WithIssueAsync(async issue =>
    {
        var limit = call.Query.Limit();
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        var result = await call.Service<IFeedback>().ListOfIssueAsync(call.Actor, issue, limit, call.Query.Cursor, call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(FeedbackDocument.Of), FeedbackJson.Default.ListDocumentFeedbackDocument);
    });

    private static ValueTask<ApiAnswer> GetAsync(ApiCall call) => call.WithProjectAsync(project => WithIdAsync(call, async id =>
    {
        var result = await call.Service<IFeedback>().GetAsync(call.Actor, project, id, call.Cancellation);
        return result.ToAnswer(call, FeedbackDocument.Of, FeedbackJson.Default.FeedbackDocument);
    }));

    private static ValueTask<ApiAnswer> SetStatusAsync(ApiCall call) => call.WithProjectAsync(project => WithIdAsync(call, async id =>
    {
        if (!call.TryRead(FeedbackJson.Default.FeedbackStatusInput, out var input, out var problem))
        {
            return problem!;
        }

        if (!Words.TryParse<FeedbackStatus>(input.Status, out var status))
        {
            return Problem.BadRequest("status: must be unresolved, resolved or spam.");
        }

        var result = await call.Service<IFeedback>().SetStatusAsync(call.Actor, project, id, status, call.ExpectedVersion, call.Cancellation);
        return result.ToAnswer(call, FeedbackDocument.Of, FeedbackJson.Default.FeedbackDocument);
    }));

    private static ValueTask<ApiAnswer> DeleteAsync(ApiCall call) => call.WithProjectAsync(project => WithIdAsync(call, async id =>
    {
        var result = await call.Service<IFeedback>().DeleteAsync(call.Actor, project, id, call.ExpectedVersion, call.Cancellation);
        return result.Refusal(call) ?? ApiAnswer.NoContent;
    }));

    private static async ValueTask<ApiAnswer> WithIdAsync(ApiCall call, Func<EventId, ValueTask<ApiAnswer>> handler) =>
        EventId.TryParse(call.Route("feedbackId"), out var id)
            ? await handler(id)
            : Problem.NotFound($"There is no feedback '{Problem.Short(call.Route("feedbackId"))}'; an id has 32 hexadecimal digits.");
}
