using Microsoft.AspNetCore.Http;
using Monitoring.AspNetCore.Api.Releases;
using Monitoring.ErrorTracking.Sessions;

namespace Monitoring.AspNetCore.Api.Sessions;

internal static class SessionEndpoints
{
    private const string Range = "The last 24 hours when 'from' is left out; at most 731 days. Both ends are widened to full hours, and to full days where hours are no longer kept.";

    public static void Map(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "getReleaseHealth",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/releases/{version}/health",
                Summary = "Tells how a release fares: crash-free sessions and users, adoption, and its sessions over time; for reporters",
                Description = Range + " A release without sessions has zeros.",
                Parameters = [Parameters.Project, ReleaseExamples.Parameter, SessionExamples.Environment, Parameters.From, Parameters.To],
                Answer = SessionExamples.One,
                Refusals = [403, 404],
            },
            GetAsync);
        api.Map(
            new()
            {
                Id = "listReleaseHealth",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/release-health",
                Summary = "Lists the releases that had sessions, with their health; for reporters",
                Description = Range,
                Parameters =
                [
                    Parameters.Project, SessionExamples.Environment, Parameters.From, Parameters.To, SessionExamples.Sort, Parameters.Limit, Parameters.Cursor,
                ],
                Answer = SessionExamples.List,
                Refusals = [403, 404],
            },
            ListAsync);
        api.Map(
            new()
            {
                Id = "querySessions",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/sessions",
                Summary = "Counts sessions over time, in groups, those with the most first and at most 100; for reporters",
                Description = "The last 24 hours when 'from' is left out; at most 31 days by the hour, 731 by the day. Both ends are widened to full hours or days.",
                Parameters =
                [
                    Parameters.Project, SessionExamples.Release, SessionExamples.Environment, Parameters.From, Parameters.To, SessionExamples.Interval, SessionExamples.GroupBy,
                ],
                Answer = SessionExamples.Groups,
                Refusals = [403, 404],
            },
            QueryAsync);
    }

    private static ValueTask<ApiAnswer> GetAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var window = Window(call, call.Route("version"));
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        var result = await call.Service<IReleaseHealth>().GetAsync(call.Actor, project, window, call.Cancellation);
        return result.ToAnswer(call, ReleaseHealthDocument.Of, SessionJson.Default.ReleaseHealthDocument);
    });

    private static ValueTask<ApiAnswer> ListAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var search = new ReleaseHealthSearch
        {
            Window = Window(call, null),
            Sort = call.Query.Choice(
                "sort",
                ReleaseHealthSort.Sessions,
                ("sessions", ReleaseHealthSort.Sessions),
                ("users", ReleaseHealthSort.Users),
                ("crashFreeSessions", ReleaseHealthSort.CrashFreeSessions),
                ("crashFreeUsers", ReleaseHealthSort.CrashFreeUsers),
                ("crashed", ReleaseHealthSort.Crashed)),
            Limit = call.Query.Limit(),
            Cursor = call.Query.Cursor,
        };
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        var result = await call.Service<IReleaseHealth>().ListAsync(call.Actor, project, search, call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(ReleaseHealthDocument.InList), SessionJson.Default.ListDocumentReleaseHealthDocument);
    });

    private static ValueTask<ApiAnswer> QueryAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var query = new SessionQuery
        {
            Window = Window(call, call.Query.Text("release")),
            Interval = call.Query.Choice("interval", SessionInterval.Hour, ("hour", SessionInterval.Hour), ("day", SessionInterval.Day)),
            GroupBy = Grouping(call.Query.Text("groupBy"), out var wrong),
        };
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        if (wrong is not null)
        {
            return Problem.BadRequest($"groupBy: '{Problem.Short(wrong)}' is none of release, environment, status.");
        }

        if (call.Query.Cursor is not null)
        {
            return Problem.BadRequest("cursor: is not the 'next' of a page of this list, which has one page.");
        }

        var result = await call.Service<IReleaseHealth>().QueryAsync(call.Actor, project, query, call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(SessionGroupDocument.Of), SessionJson.Default.ListDocumentSessionGroupDocument);
    });

    private static SessionWindow Window(ApiCall call, string? release)
    {
        var to = call.Query.Instant("to", call.Service<TimeProvider>().GetUtcNow());
        return new SessionWindow
        {
            From = call.Query.Instant("from", to - TimeSpan.FromDays(1)),
            To = to,
            Release = release,
            Environment = call.Query.Text("environment"),
        };
    }

    private static SessionGrouping Grouping(string? text, out string? wrong)
    {
        wrong = null;
        var grouping = SessionGrouping.None;
        foreach (var word in text?.Split(',') ?? [])
        {
            if (Words.TryParse<SessionGrouping>(word, out var part) && part != SessionGrouping.None)
            {
                grouping |= part;
            }
            else
            {
                wrong ??= word;
            }
        }

        return grouping;
    }
}
