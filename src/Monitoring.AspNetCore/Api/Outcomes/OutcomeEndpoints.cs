using Microsoft.AspNetCore.Http;
using Monitoring.ErrorTracking.Outcomes;

namespace Monitoring.AspNetCore.Api.Outcomes;

internal static class OutcomeEndpoints
{
    private static readonly string[] Kinds = [.. Enum.GetValues<OutcomeKind>().Select(kind => kind.Name())];

    private static readonly string[] Intervals = ["hour", "day"];

    private static readonly ApiParameter[] Filters =
    [
        Parameters.From, Parameters.To, Parameters.Query("category", "Only this category.", "error"),
        Parameters.Query("outcome", "Only this outcome.", "invalid", Kinds),
        Parameters.Query("groupBy", "hour or day (UTC); hour when it is left out.", "day", Intervals),
    ];

    public static void Map(ApiGroup api)
    {
        var example = new OutcomeDocument
        {
            Category = "error",
            Outcome = "rate_limited",
            Reason = "queue_full",
            Count = 12,
            Bucket = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero),
        };
        api.Map(
            new()
            {
                Id = "listOutcomes",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/outcomes",
                Summary = "Counts what became of everything that was sent to a project, by the hour or the day; for reporters",
                Description = "The last 24 hours when 'from' is left out; at most 31 days by the hour, 366 by the day.",
                Parameters = [Parameters.Project, .. Filters],
                Answer = ApiContent.Of(new() { Items = [example], Next = null }, OutcomeJson.Default.ListDocumentOutcomeDocument),
                Refusals = [403, 404],
            },
            call => call.WithProjectAsync(project => ListAsync(call, project)));
        api.Map(
            new()
            {
                Id = "listHostOutcomes",
                Method = HttpMethods.Get,
                Path = "/outcomes",
                Summary = "Counts what was sent to no project that is there, by the hour or the day; for administrators of the host",
                Description = "Wrong project numbers, scanners, and what came while the projects could not be read. The last 24 hours when 'from' is left out; at most 31 days by the hour, 366 by the day.",
                Parameters = [.. Filters],
                Answer = ApiContent.Of(new() { Items = [example with { Category = "unknown", Outcome = "invalid", Reason = "project_id" }], Next = null }, OutcomeJson.Default.ListDocumentOutcomeDocument),
                Refusals = [403],
            },
            call => ListAsync(call, default));
    }

    private static async ValueTask<ApiAnswer> ListAsync(ApiCall call, ProjectId project)
    {
        if (call.Query.Cursor is not null)
        {
            return Problem.BadRequest("cursor: is not the 'next' of a page of this list, which has one page.");
        }

        var to = call.Query.Instant("to", call.Service<TimeProvider>().GetUtcNow());
        var query = new OutcomeQuery
        {
            From = call.Query.Instant("from", to - TimeSpan.FromDays(1)),
            To = to,
            Interval = call.Query.Text("groupBy") == "day" ? OutcomeInterval.Day : OutcomeInterval.Hour,
            Category = call.Query.Text("category"),
            Outcome = call.Query.Text("outcome") is { } name && OutcomeKinds.TryParse(name, out var kind) ? kind : null,
        };
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        if (call.Query.Text("outcome") is { } text && query.Outcome is null)
        {
            return Problem.BadRequest($"outcome: '{Problem.Short(text)}' is none of {string.Join(", ", Kinds)}.");
        }

        if (call.Query.Text("groupBy") is { } interval && !Intervals.Contains(interval))
        {
            return Problem.BadRequest($"groupBy: '{Problem.Short(interval)}' is none of {string.Join(", ", Intervals)}.");
        }

        var longest = query.Interval == OutcomeInterval.Day ? OutcomeQuery.MaxDaysByDay : OutcomeQuery.MaxDaysByHour;
        if (query.From >= query.To || query.To - query.From > TimeSpan.FromDays(longest))
        {
            return Problem.BadRequest($"from, to: 'from' must lie before 'to', by at most {longest} days.");
        }

        var result = await call.Service<IOutcomes>().QueryAsync(call.Actor, project, query, call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(OutcomeDocument.Of), OutcomeJson.Default.ListDocumentOutcomeDocument);
    }
}
