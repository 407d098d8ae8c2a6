using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Monitoring.AspNetCore.Api;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Issues;
using Monitoring.ErrorTracking.Lookup;
using Monitoring.Projects;
using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.SentryApi.Events;

/// <summary>The events of an issue, the last received first.</summary>
internal static class IssueEventCalls
{
    /// <summary>How far the oldest event is looked for: what lies further back is not found by it.</summary>
    private const int MaxPages = 100;

    public static ValueTask<ApiAnswer> ListAsync(ApiCall call) => SentryIssues.WithIssueAsync(call, async (issue, project) =>
    {
        if (!SentryQuery.TryLimit(call, out var limit, out var problem))
        {
            return problem!;
        }

        if (call.Query.Text("query") is not null)
        {
            return await EventSearchCalls.ListAsync(call, new EventLookup { IssueId = issue.Row.Id, Limit = limit });
        }

        var page = await PageAsync(call, issue, limit, SentryCursor.Place(call));
        if (page.Value is null)
        {
            return SentryAnswer.Refusal(page);
        }

        SentryLink.Add(call, page.Value.Next);
        return ApiAnswer.Ok([.. page.Value.Items.Select(stored => SentryEventRowDocument.Of(stored))], SentryEventJson.Default.ImmutableArraySentryEventRowDocument);
    });

    /// <summary>An event by its id, or <c>latest</c>, <c>recommended</c> (the latest) or <c>oldest</c>.</summary>
    public static ValueTask<ApiAnswer> GetAsync(ApiCall call) => SentryIssues.WithIssueAsync(call, async (issue, project) =>
    {
        var name = call.Route("event");
        EventId? wanted = name switch
        {
            "latest" or "recommended" => (await PageAsync(call, issue, 1, null)).Value?.Items is [var latest, ..] ? latest.Event.EventId : null,
            "oldest" => await OldestAsync(call, issue),
            _ => EventId.TryParse(name, out var id) ? id : null,
        };
        if (wanted is not { } found)
        {
            return SentryAnswer.NotFound($"The issue has no event '{Problem.Short(name)}'.");
        }

        return await ShowAsync(call, project, found, issue);
    });

    /// <summary>Shows an event of a project, and only when it is of the issue if one is given.</summary>
    public static async ValueTask<ApiAnswer> ShowAsync(ApiCall call, Project project, EventId id, Issue? issue)
    {
        var found = await call.Service<IIssues>().GetEventAsync(call.Actor, project.Id, id, call.Cancellation);
        return found.Value is not { } details ? SentryAnswer.Refusal(found)
            : issue is not null && details.Event.IssueId != issue.Row.Id ? SentryAnswer.NotFound($"The issue has no event {id}.")
            : new ApiAnswer { Status = StatusCodes.Status200OK, ContentType = ApiAnswer.Json, Body = SentryEventWriter.Write(details) };
    }

    private static ValueTask<CommandResult<Storage.Page<StoredEvent>>> PageAsync(ApiCall call, Issue issue, int limit, string? cursor) =>
        call.Service<IIssues>().ListEventsAsync(
            call.Actor, new EventQuery { IssueId = issue.Row.Id, Environment = call.Query.Text("environment"), Limit = limit, Cursor = cursor }, call.Cancellation);

    private static async ValueTask<EventId?> OldestAsync(ApiCall call, Issue issue)
    {
        ImmutableArray<StoredEvent> last = [];
        string? cursor = null;
        for (var read = 0; read < MaxPages; read++)
        {
            if ((await PageAsync(call, issue, SentryQuery.MaxLimit, cursor)).Value is not { Items.IsEmpty: false } page)
            {
                break;
            }

            last = page.Items;
            cursor = page.Next;
            if (cursor is null)
            {
                break;
            }
        }

        return cursor is null && !last.IsEmpty ? last[^1].Event.EventId : null;
    }
}
