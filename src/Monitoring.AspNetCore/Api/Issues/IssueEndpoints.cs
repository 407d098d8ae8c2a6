using Microsoft.AspNetCore.Http;
using Monitoring.ErrorTracking.Discards;
using Monitoring.ErrorTracking.Issues;
using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.Api.Issues;

internal static class IssueEndpoints
{
    private static readonly ApiParameter Query = Parameters.Query(
        "query",
        "Words of title, culprit, message, exception types and in-app frames, and terms such as is:unresolved, level:error, release:1.2.*, assigned:me, user.email:x@y, " +
        "browser:Safari, timesSeen:>100, firstSeen:-24h; '!' before a term turns it round; OR and parentheses combine; see the guide on searching.",
        "is:unresolved environment:production");

    private static readonly ApiParameter Sort = Parameters.Query(
        "sort", "The order, the greatest first; lastSeen when it is left out.", "lastSeen", "lastSeen", "firstSeen", "events", "users", "trend");

    public static void Map(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "listIssues",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/issues",
                Summary = "Lists the issues of a project; for reporters",
                Description = "The trend is log2((r + 3) / (m + 3)), with r the events of the last 24 hours and m the mean of a day over the 7 days before; it may be some minutes old, " +
                    "and 'rankedAt' says so.",
                Parameters = [Parameters.Project, Query, Sort, Parameters.Limit, Parameters.Cursor],
                Answer = IssueExamples.List,
                Refusals = [403, 404],
            },
            ListAsync);
        api.Map(
            new()
            {
                Id = "getIssue",
                Method = HttpMethods.Get,
                Path = "/issues/{id}",
                Summary = "Reads an issue; one that was merged away leads to the issue that it went into; for reporters",
                Parameters = [Parameters.Issue],
                Answer = IssueExamples.One,
                Refusals = [403, 404],
            },
            GetAsync);
        api.Map(
            new()
            {
                Id = "changeIssue",
                Method = HttpMethods.Patch,
                Path = "/issues/{id}",
                Summary = "Sets the status of an issue, assigns it, or merges others into it; for developers",
                Description = "'status' with its conditions and 'assignee' go together or alone, as one change; 'merge' goes alone. " +
                    "Resolved: {\"status\":\"resolved\"}, {\"status\":\"resolved\",\"inNextRelease\":true} or {\"status\":\"resolved\",\"inReleases\":[\"shop@1.4.2\",\"shop@1.3.7\"]}; " +
                    "events of older releases do not bring the issue back. Ignored: for ever, or until the first of the conditions in 'ignore' is met.",
                Parameters = [Parameters.Issue, Parameters.IfMatch],
                Request = IssueExamples.Changes,
                Answer = IssueExamples.One,
                Refusals = [403, 404, 409, 412],
            },
            ChangeAsync);
        api.Map(
            new()
            {
                Id = "deleteIssue",
                Method = HttpMethods.Delete,
                Path = "/issues/{id}",
                Summary = "Deletes an issue with its events, and may drop all later ones; for maintainers",
                Parameters =
                [
                    Parameters.Issue, Parameters.IfMatch,
                    Parameters.Query("discard", "Whether later events of its fingerprints are dropped before they are stored; see listDiscarded.", "true", "true", "false"),
                ],
                Status = StatusCodes.Status204NoContent,
                Refusals = [403, 404, 409, 412],
            },
            DeleteAsync);
    }

    private static ValueTask<ApiAnswer> ListAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var search = new IssueSearch
        {
            Query = call.Query.Text("query"),
            Sort = call.Query.Choice(
                "sort",
                IssueSort.LastSeen,
                ("lastSeen", IssueSort.LastSeen),
                ("firstSeen", IssueSort.FirstSeen),
                ("events", IssueSort.Events),
                ("users", IssueSort.Users),
                ("trend", IssueSort.Trend)),
            Limit = call.Query.Limit(),
            Cursor = call.Query.Cursor,
        };
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        var result = await call.Service<IIssues>().ListAsync(call.Actor, project, search, call.Cancellation);
        return result.ToAnswer(call, IssueListDocument.Of, IssueJson.Default.IssueListDocument);
    });

    private static ValueTask<ApiAnswer> GetAsync(ApiCall call) => call.WithIssueAsync(async id =>
    {
        var result = await call.Service<IIssues>().GetAsync(call.Actor, id, call.Cancellation);
        return result.ToAnswer(call, IssueDocument.Of, IssueJson.Default.IssueDocument);
    });

    private static ValueTask<ApiAnswer> ChangeAsync(ApiCall call) => call.WithIssueAsync(async id =>
    {
        if (!call.TryRead(IssueJson.Default.IssueChanges, out var changes, out var problem))
        {
            return problem!;
        }

        var result = await IssueChanging.ApplyAsync(call, id, changes);
        return result.ToAnswer(call, IssueDocument.Of, IssueJson.Default.IssueDocument);
    });

    private static ValueTask<ApiAnswer> DeleteAsync(ApiCall call) => call.WithIssueAsync(async id =>
    {
        var discard = call.Query.Choice("discard", false, ("true", true), ("false", false));
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        var result = discard
            ? await call.Service<IDiscards>().DiscardAsync(call.Actor, id, call.ExpectedVersion, call.Cancellation)
            : await call.Service<IIssues>().DeleteAsync(call.Actor, id, call.ExpectedVersion, call.Cancellation);
        return result.Refusal(call) ?? ApiAnswer.NoContent;
    });
}
