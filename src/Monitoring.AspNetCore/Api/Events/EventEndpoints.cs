using Microsoft.AspNetCore.Http;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Issues;
using Monitoring.ErrorTracking.Lookup;
using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.Api.Events;

internal static class EventEndpoints
{
    public const string Envelope = "application/x-sentry-envelope";

    public static void Map(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "listIssueEvents",
                Method = HttpMethods.Get,
                Path = "/issues/{id}/events",
                Summary = "Lists the events of an issue without their payloads, the last received first; for reporters",
                Description = "With 'query', 'from' or 'to' it is a search like that of a project's events, and answers as that does; else all events are listed.",
                Parameters =
                [
                    Parameters.Issue, Parameters.Query("environment", "Only events of this environment; not of a search.", "production"),
                    Parameters.Query("kept", "true for events whose payload is kept; not of a search. The first one is the latest that can be read whole.", "true") with { Type = "boolean" },
                    EventSearching.Query,
                    EventSearching.From, EventSearching.To, Parameters.Limit, Parameters.Cursor,
                ],
                Answer = EventExamples.List,
                Refusals = [403, 404],
            },
            ListAsync);
        api.Map(
            new()
            {
                Id = "searchEvents",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/events",
                Summary = "Looks for events of a project without their payloads, the last received first; for reporters",
                Description = "Looks through what was received between 'from' and 'to'. A page may end before it is full, even without any event, when much has to be looked " +
                    "through: 'partial' is true then, and 'next' goes on. Pass 'from' and 'to' again with a cursor.",
                Parameters = [Parameters.Project, EventSearching.Query, EventSearching.From, EventSearching.To, Parameters.Limit, Parameters.Cursor],
                Answer = EventExamples.Found,
                Refusals = [403, 404],
            },
            SearchAsync);
        api.Map(
            new()
            {
                Id = "getEvent",
                Method = HttpMethods.Get,
                Path = "/events/{eventId}",
                Summary = "Reads an event, normalised or as it was received; for reporters",
                Parameters =
                [
                    EventExamples.Parameter,
                    Parameters.Query("raw", "true for the envelope as it was received, after scrubbing.", "false") with { Type = "boolean" },
                    Parameters.Query("project", "The project, when the id of the event is not unique in the host; its number or full path.", "1"),
                ],
                Answer = EventExamples.One,
                OtherAnswer = EventExamples.Raw,
                Refusals = [403, 404],
            },
            GetAsync);
    }

    private static ValueTask<ApiAnswer> SearchAsync(ApiCall call) =>
        call.WithProjectAsync(project => EventSearching.RunAsync(call, new EventLookup { ProjectId = project }));

    private static ValueTask<ApiAnswer> ListAsync(ApiCall call) => call.WithIssueAsync(async id =>
    {
        if ((call.Query.Text("query") ?? call.Query.Text("from") ?? call.Query.Text("to")) is not null)
        {
            return await EventSearching.RunAsync(call, new EventLookup { IssueId = id });
        }

        var query = new EventQuery
        {
            IssueId = id,
            Environment = call.Query.Text("environment"),
            OnlyKept = call.Query.Flag("kept"),
            Limit = call.Query.Limit(),
            Cursor = call.Query.Cursor,
        };
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        var result = await call.Service<IIssues>().ListEventsAsync(call.Actor, query, call.Cancellation);
        return result.ToAnswer(
            call,
            page => new() { Items = [.. page.Items.Select(stored => EventDocument.Of(stored, default))], Next = page.Next },
            EventJson.Default.FoundEventsDocument);
    });

    private static async ValueTask<ApiAnswer> GetAsync(ApiCall call)
    {
        var raw = call.Query.Flag("raw");
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        if (!EventId.TryParse(call.Route("eventId"), out var id))
        {
            return Problem.NotFound($"There is no event '{Problem.Short(call.Route("eventId"))}'; an id has 32 hexadecimal digits.");
        }

        if (call.Query.Text("project") is not { } text)
        {
            return Answer(call, await call.Service<IIssues>().FindEventAsync(call.Actor, id, call.Cancellation), raw);
        }

        return await ProjectRoute.FindAsync(call, text) is { } project
            ? Answer(call, await call.Service<IIssues>().GetEventAsync(call.Actor, project, id, call.Cancellation), raw)
            : Problem.NoProject(text);
    }

    private static ApiAnswer Answer(ApiCall call, CommandResult<EventDetails> result, bool raw)
    {
        if (!raw || result.Outcome != CommandOutcome.Done)
        {
            return result.ToAnswer(call, details => EventDocument.Of(details.Event, details.Normalized), EventJson.Default.EventDocument);
        }

        return result.Value!.Raw is { IsEmpty: false } bytes
            ? new ApiAnswer { Status = StatusCodes.Status200OK, ContentType = Envelope, Body = bytes }
            : Problem.NotFound("The event is counted, but its payload was not kept or has expired.");
    }
}
