using System.Collections.Immutable;
using Monitoring.AspNetCore.Api;
using Monitoring.AspNetCore.SentryApi.Issues.Documents;
using Monitoring.AspNetCore.SentryApi.Releases;
using Monitoring.ErrorTracking.Issues;
using Monitoring.ErrorTracking.Releases;
using Monitoring.Projects;
using Monitoring.Storage.Documents;

namespace Monitoring.AspNetCore.SentryApi.Issues;

/// <summary>Gathers what belongs to the documents of issues beside their rows.</summary>
internal static class IssueShapes
{
    /// <summary>An issue in a list, with how often it occurred over <c>statsPeriod</c>; an empty period leaves that out.</summary>
    public static async ValueTask<SentryIssueDocument> ListedAsync(ApiCall call, Issue issue, Project project)
    {
        var document = SentryIssueDocument.Of(call, issue, project) with { NumComments = await CommentCalls.CountAsync(call, issue) };
        var period = call.Context.Request.Query.TryGetValue("statsPeriod", out var text) ? text.ToString() : IssueStats.Hours;
        return period is IssueStats.Hours or IssueStats.TwoWeeks
            ? document with { Stats = document.Stats.Add(period, await IssueStats.ReadAsync(call, issue, period)) }
            : document;
    }

    /// <summary>An issue with all that is told of one.</summary>
    public static async ValueTask<SentryIssueDocument> DetailedAsync(ApiCall call, Issue issue, Project project)
    {
        var tags = await call.Service<IIssues>().GetTagsAsync(call.Actor, issue.Row.Id, call.Cancellation);
        var (first, last) = await ReleasesAsync(call, issue);
        return SentryIssueDocument.Of(call, issue, project) with
        {
            NumComments = await CommentCalls.CountAsync(call, issue),
            Stats = ImmutableSortedDictionary<string, ImmutableArray<ImmutableArray<long>>>.Empty
                .Add(IssueStats.Hours, await IssueStats.ReadAsync(call, issue, IssueStats.Hours))
                .Add(IssueStats.Month, await IssueStats.ReadAsync(call, issue, IssueStats.Month)),
            Tags = [.. (tags.Value?.Items ?? []).Select(SentryTagDocument.Of)],
            FirstRelease = first is null ? null : SentryReleaseDocument.Of(first, project),
            LastRelease = last is null ? null : SentryReleaseDocument.Of(last, project),
            Activity = await ActivityCalls.ReadAsync(call, issue),
            SeenBy = [],
            Participants = [],
            PluginActions = [],
            PluginIssues = [],
            PluginContexts = [],
            UserReportCount = 0,
        };
    }

    /// <summary>Of the releases that the issue was seen in, the one that was created first and the one that was created last.</summary>
    private static async ValueTask<(Release? First, Release? Last)> ReleasesAsync(ApiCall call, Issue issue)
    {
        var found = new List<Release>();
        foreach (var version in issue.Row.Releases)
        {
            // What events name is written down some seconds later.
            found.Add(await FindAsync(call, issue, version) ?? new Release { Version = version, CreatedAt = issue.Row.LastSeen, IsFromEvent = true });
        }

        found.Sort((left, right) => left.CreatedAt.CompareTo(right.CreatedAt));
        return (found.FirstOrDefault(), found.LastOrDefault());
    }

    /// <summary>A release; null when it is not there, or damaged: the issue is shown all the same.</summary>
    private static async ValueTask<Release?> FindAsync(ApiCall call, Issue issue, string version)
    {
        try
        {
            return (await call.Service<IReleases>().GetAsync(call.Actor, issue.Row.ProjectId, version, call.Cancellation)).Value;
        }
        catch (DamagedDocumentException)
        {
            return null;
        }
    }
}
