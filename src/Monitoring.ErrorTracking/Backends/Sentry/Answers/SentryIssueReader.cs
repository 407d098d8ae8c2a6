using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Monitoring.ErrorTracking.Backends.Reading;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Backends.Sentry.Answers;

/// <summary>Reads an issue as Sentry's web API tells of it.</summary>
internal static partial class SentryIssueReader
{
    private const int MaxPoints = 100;

    /// <summary>Reads an issue, or names the field that is missing or of the wrong kind.</summary>
    public static BackendIssue? Read(JsonElement issue, out string? fault)
    {
        var id = issue.Text("id");
        var status = Status(issue.Text("status"));
        var first = issue.Instant("firstSeen");
        var last = issue.Instant("lastSeen");
        var count = issue.Number("count");
        fault = !IssueId.TryParse(id, out _) ? "id" : issue.Text("title") is null ? "title" : status is null ? "status" : count is null ? "count"
            : first is null ? "firstSeen" : last is null ? "lastSeen" : null;
        return fault is not null ? null : new BackendIssue
        {
            Id = id!,
            ShortId = issue.Text("shortId") ?? "",
            Title = issue.Text("title")!,
            Culprit = issue.Text("culprit") ?? "",
            Type = issue.Text("type") ?? "",
            Level = issue.Text("level") ?? "",
            Platform = issue.Text("platform") ?? "",
            Status = status!.Value,
            Count = count!.Value,
            UserCount = issue.Number("userCount") ?? 0,
            FirstSeen = first!.Value,
            LastSeen = last!.Value,
            Assignee = Assignee(issue.Member("assignedTo")),
            ProjectSlug = issue.Member("project").Text("slug") ?? "",
            ExternalUrl = JsonParts.Page(issue.Text("permalink")),
            LinkedUrl = LinkedUrl(issue),
            FirstRelease = issue.Member("firstRelease").Text("version"),
            LastRelease = issue.Member("lastRelease").Text("version"),
            Frequency = Frequency(issue.Member("stats").Member("24h")),
        };
    }

    /// <summary>The number of the project that the server has an issue in.</summary>
    public static string? ProjectId(JsonElement issue) => issue.Member("project").Text("id");

    private static IssueStatus? Status(string? word) => word switch
    {
        "unresolved" or "reprocessing" => IssueStatus.Unresolved,
        "resolved" or "resolvedInNextRelease" => IssueStatus.Resolved,
        "ignored" or "muted" => IssueStatus.Ignored,
        _ => null,
    };

    /// <summary>By what an assignment can be made again; a team by its name alone.</summary>
    private static string? Assignee(JsonElement assigned) => assigned.Text("email") ?? assigned.Text("name") ?? assigned.Text("id");

    /// <summary>The first annotation, which is an anchor or an object with an address; else the issue of a GitLab plug-in.</summary>
    private static string? LinkedUrl(JsonElement issue)
    {
        foreach (var annotation in issue.Member("annotations").Items())
        {
            var text = annotation.AsText();
            var match = text is null ? null : Anchor().Match(text);
            if (JsonParts.Page(match is { Success: true } ? System.Net.WebUtility.HtmlDecode(match.Groups["url"].Value) : annotation.Text("url")) is { } url)
            {
                return url;
            }
        }

        var plugin = issue.Member("pluginIssues").Items().FirstOrDefault(plugin => plugin.Text("id") == "gitlab");
        return JsonParts.Page(plugin.Member("issue").Text("url"));
    }

    private static ImmutableArray<SeriesPoint> Frequency(JsonElement points) =>
    [
        .. points.Items().Take(MaxPoints).Where(point => point.ValueKind == JsonValueKind.Array && point.GetArrayLength() == 2 && point[0].AsNumber() is >= 0 and < 100_000_000_000 && point[1].AsNumber() is >= 0)
            .Select(point => new SeriesPoint { Start = DateTimeOffset.FromUnixTimeSeconds(point[0].AsNumber()!.Value), Count = point[1].AsNumber()!.Value }),
    ];

    [GeneratedRegex("""<a\s[^>]*href="(?<url>[^"]*)""", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Anchor();
}
