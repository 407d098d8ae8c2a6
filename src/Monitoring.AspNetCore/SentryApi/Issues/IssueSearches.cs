using Microsoft.AspNetCore.Http;
using Monitoring.AspNetCore.Api;
using Monitoring.ErrorTracking.Issues;
using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.SentryApi.Issues;

/// <summary>Reads what a list of issues is asked for.</summary>
internal static class IssueSearches
{
    /// <summary>What Sentry takes when <c>query</c> is not there; an empty one is all issues.</summary>
    private const string Implied = "is:unresolved";

    private static readonly (string Word, IssueSort Sort)[] Sorts =
    [
        ("date", IssueSort.LastSeen), ("new", IssueSort.FirstSeen), ("freq", IssueSort.Events), ("user", IssueSort.Users), ("trends", IssueSort.Trend),
    ];

    /// <returns>The search; null, and why, when it cannot be read.</returns>
    public static IssueSearch? Read(ApiCall call, out ApiAnswer? problem)
    {
        if (!SentryQuery.TryLimit(call, out var limit, out problem))
        {
            return null;
        }

        var wanted = call.Query.Text("sort") ?? "date";
        if (!Sorts.Any(sort => sort.Word == wanted))
        {
            problem = SentryAnswer.Error(StatusCodes.Status400BadRequest, $"sort: '{Problem.Short(wanted)}' is none of {string.Join(", ", Sorts.Select(sort => sort.Word))}.");
            return null;
        }

        if (call.Context.Request.Query["environment"].Count > 1)
        {
            problem = SentryAnswer.Error(StatusCodes.Status400BadRequest, "environment: can be given once.");
            return null;
        }

        return new IssueSearch { Query = Query(call), Sort = Sorts.First(sort => sort.Word == wanted).Sort, Limit = limit, Cursor = SentryCursor.Place(call) };
    }

    /// <summary>The words of the search, with <c>environment</c> and <c>status</c> of the address among them.</summary>
    public static string Query(ApiCall call)
    {
        var query = call.Context.Request.Query;
        var status = call.Query.Text("status") is { } word ? $"is:{(word == "muted" ? "ignored" : SentryQuery.Quoted(word))}" : null;
        var text = query.TryGetValue("query", out var values) ? values.ToString() : status is null ? Implied : "";
        var environments = query["environment"].Where(name => name is { Length: > 0 }).ToArray();
        var environment = environments.Length == 1 ? $"environment:{SentryQuery.Quoted(environments[0]!)}" : null;
        return SentryQuery.All(text, status, environment);
    }
}
