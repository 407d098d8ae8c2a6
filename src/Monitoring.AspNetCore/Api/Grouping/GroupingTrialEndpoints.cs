using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Monitoring.ErrorTracking.Grouping.Inspection;

namespace Monitoring.AspNetCore.Api.Grouping;

/// <summary>Says why events are grouped as they are, and what another grouping would do.</summary>
internal static class GroupingTrialEndpoints
{
    public static void Map(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "explainGrouping",
                Method = HttpMethods.Post,
                Path = "/projects/{p}/grouping:explain",
                Summary = "Explains how an event is grouped, or what keeps two events apart; for reporters",
                Description = "Stores nothing. Configuration and rules may be given to try them.",
                Parameters = [Parameters.Project],
                BodyRoom = BodyRoom.Events,
                Request = GroupingExamples.Explain,
                Answer = GroupingExamples.Explanation,
                Refusals = [403, 404],
            },
            ExplainAsync);
        api.Map(
            new()
            {
                Id = "getEventGrouping",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/events/{eventId}/grouping",
                Summary = "Explains how a stored event is grouped by the settings of now; for reporters",
                Parameters =
                [
                    Parameters.Project, GroupingExamples.EventId,
                    Parameters.Query("with", "The id of another event, to see what keeps the two apart.", "0a1b2c3d4e5f60718293a4b5c6d7e8f9"),
                    Parameters.Query("config", "The configuration; the project's when it is left out.", "newstyle:2026-01-20"),
                ],
                Answer = GroupingExamples.Explanation,
                Refusals = [403, 404],
            },
            ExplainStoredAsync);
        api.Map(
            new()
            {
                Id = "replayGrouping",
                Method = HttpMethods.Post,
                Path = "/projects/{p}/grouping:replay",
                Summary = "Groups stored events anew, and says which issues a change would merge or split; for reporters",
                Description = "Changes nothing. Looks at the newest events of each issue, of at most 1,000 issues, those first that were seen last.",
                Parameters = [Parameters.Project],
                BodyRoom = BodyRoom.Events,
                Request = GroupingExamples.Replay,
                Answer = GroupingExamples.Forecast,
                Refusals = [403, 404],
            },
            ReplayAsync);
    }

    private static ValueTask<ApiAnswer> ExplainAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!call.TryRead(GroupingJson.Default.ExplainRequest, out var request, out var problem))
        {
            return problem!;
        }

        if (ReadTrial(request.Config, request.Enhancements, request.FingerprintRules, out var trial) is { } fault)
        {
            return fault;
        }

        return ReadSubjects(request, out var subjects) ?? await ExplainAsync(call, project, subjects, trial);
    });

    private static ValueTask<ApiAnswer> ExplainStoredAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var other = call.Query.Text("with");
        var config = call.Query.Text("config");
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        var subjects = ImmutableArray.CreateBuilder<GroupingSubject>();
        foreach (var text in other is null ? [call.Route("eventId")] : (string[])[call.Route("eventId"), other])
        {
            if (!EventId.TryParse(text, out var id))
            {
                return Problem.NotFound($"There is no event '{Problem.Short(text)}'; an id has 32 hexadecimal digits.");
            }

            subjects.Add(new GroupingSubject { StoredId = id });
        }

        return await ExplainAsync(call, project, subjects.DrainToImmutable(), new GroupingTrial { Config = config });
    });

    private static async ValueTask<ApiAnswer> ExplainAsync(ApiCall call, ProjectId project, ImmutableArray<GroupingSubject> subjects, GroupingTrial trial)
    {
        var result = await call.Service<IGroupingInspection>().ExplainAsync(call.Actor, project, subjects, trial, call.Cancellation);
        return result.ToAnswer(call, ExplanationDocument.Of, GroupingJson.Default.ExplanationDocument);
    }

    private static ValueTask<ApiAnswer> ReplayAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!call.TryRead(GroupingJson.Default.ReplayRequest, out var request, out var problem))
        {
            return problem!;
        }

        if (ReadTrial(request.Config, request.Enhancements, request.FingerprintRules, out var trial) is { } fault)
        {
            return fault;
        }

        var replay = new GroupingReplay { Trial = trial, From = request.From, To = request.To };
        replay = request.EventsPerIssue is { } events ? replay with { EventsPerIssue = events } : replay;
        var result = await call.Service<IGroupingInspection>().ReplayAsync(call.Actor, project, replay, call.Cancellation);
        return result.ToAnswer(call, ForecastDocument.Of, GroupingJson.Default.ForecastDocument);
    });

    private static ApiAnswer? ReadTrial(string? config, JsonElement enhancements, JsonElement fingerprintRules, out GroupingTrial trial)
    {
        string? fingerprints = null;
        var fault = RuleText.Read(enhancements, "enhancements", out var stackTraces) ?? RuleText.Read(fingerprintRules, "fingerprintRules", out fingerprints);
        trial = new GroupingTrial { Config = config, Enhancements = stackTraces, FingerprintRules = fingerprints };
        return fault is null ? null : Problem.BadRequest(fault);
    }

    private static ApiAnswer? ReadSubjects(ExplainRequest request, out ImmutableArray<GroupingSubject> subjects)
    {
        subjects = [];
        JsonElement[] events = request.Events.ValueKind == JsonValueKind.Array ? [.. request.Events.EnumerateArray()]
            : request.Event.ValueKind == JsonValueKind.Undefined ? []
            : [request.Event];
        if (events.Length is 0 or > 2)
        {
            return Problem.BadRequest("event: is missing; or give two 'events'.");
        }

        foreach (var element in events)
        {
            if (element.ValueKind == JsonValueKind.Object)
            {
                subjects = subjects.Add(new GroupingSubject { Json = System.Text.Encoding.UTF8.GetBytes(element.GetRawText()) });
            }
            else if (element.ValueKind == JsonValueKind.String && EventId.TryParse(element.GetRawText().Trim('"'), out var id))
            {
                subjects = subjects.Add(new GroupingSubject { StoredId = id });
            }
            else
            {
                return Problem.BadRequest("event: must be an object, or the id of a stored event, 32 hexadecimal digits.");
            }
        }

        return null;
    }
}
