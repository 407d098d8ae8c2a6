using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Monitoring.AspNetCore.Api;
using Monitoring.ErrorTracking.Issues;
using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.SentryApi.Events;

/// <summary>The events of a project.</summary>
internal static class ProjectEventCalls
{
    /// <summary>
    /// The newest events, one page of them: those of the issues that were seen last. An issue that was last seen before the oldest event of a full page has none
    /// for it.
    /// </summary>
    public static ValueTask<ApiAnswer> ListAsync(ApiCall call) => SentryProjects.WithProjectAsync(call, async project =>
    {
        if (!SentryQuery.TryLimit(call, out var limit, out var problem))
        {
            return problem!;
        }

        if (call.Query.Text("query") is not null)
        {
            return SentryAnswer.Error(StatusCodes.Status400BadRequest, "query: the events of a project cannot be searched here.");
        }

        var issues = await call.Service<IIssues>().ListAsync(call.Actor, project.Id, new IssueSearch { Limit = SentryQuery.MaxLimit, Cursor = null }, call.Cancellation);
        if (issues.Value is not { } page)
        {
            return SentryAnswer.Refusal(issues);
        }

        SentryLink.Add(call, null);
        var events = await NewestAsync(call, page.Items, limit);
        return ApiAnswer.Ok([.. events.Select(SentryEventRowDocument.Of)], SentryEventJson.Default.ImmutableArraySentryEventRowDocument);
    });

    public static ValueTask<ApiAnswer> GetAsync(ApiCall call) => SentryProjects.WithProjectAsync(call, async project =>
        EventId.TryParse(call.Route("event"), out var id)
            ? await IssueEventCalls.ShowAsync(call, project, id, null)
            : SentryAnswer.NotFound($"There is no event '{Problem.Short(call.Route("event"))}'; an id has 32 hexadecimal digits."));

    private static async ValueTask<ImmutableArray<StoredEvent>> NewestAsync(ApiCall call, ImmutableArray<Issue> issues, int limit)
    {
        ImmutableArray<StoredEvent> newest = [];
        foreach (var issue in issues)
        {
            if (newest.Length == limit && issue.Row.LastSeen < newest[^1].Event.Timestamp)
            {
                break;
            }

            var query = new EventQuery { IssueId = issue.Row.Id, Limit = limit };
            var events = await call.Service<IIssues>().ListEventsAsync(call.Actor, query, call.Cancellation);
            newest = [.. newest.Concat(events.Value?.Items ?? []).OrderByDescending(stored => stored.Event.Timestamp).Take(limit)];
        }

        return newest;
    }
}
