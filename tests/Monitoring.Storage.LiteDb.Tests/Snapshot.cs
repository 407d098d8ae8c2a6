using System.Globalization;
using System.Text;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.LiteDb.Tests;

/// <summary>All that can be seen of a project's errors, as text, so that two stores can be compared.</summary>
internal static class Snapshot
{
    /// <param name="store">The store.</param>
    /// <param name="project">The project.</param>
    /// <param name="payloads">Takes the payloads that are there, apart from the text.</param>
    public static async Task<string> OfAsync(IErrorStore store, ProjectId project, Dictionary<EventId, string>? payloads = null)
    {
        var text = new StringBuilder();
        await foreach (var issue in IssuesAsync(store, project))
        {
            Write(text, issue);
            await WriteEventsAsync(text, store, issue.Id, payloads);
            await WriteCountsAsync(text, store, issue);
        }

        foreach (var transition in await store.ReadTransitionsAsync(0, 1_000))
        {
            text.Append(CultureInfo.InvariantCulture, $"{transition with { Position = 0 }}\n");
        }

        return text.ToString();
    }

    private static async IAsyncEnumerable<IssueRow> IssuesAsync(IErrorStore store, ProjectId project)
    {
        string? cursor = null;
        do
        {
            var page = await store.SearchIssuesAsync(new IssueQuery { ProjectId = project, Sort = IssueSort.FirstSeen, Limit = 3, Cursor = cursor });
            foreach (var issue in page.Items)
            {
                yield return issue;
            }

            cursor = page.Next;
        }
        while (cursor is not null);
    }

    private static void Write(StringBuilder text, IssueRow issue)
    {
        text.Append(CultureInfo.InvariantCulture, $"{issue with { Environments = default, Services = default, Releases = default, Hashes = default }}\n");
        text.Append(CultureInfo.InvariantCulture, $"  {string.Join(',', issue.Environments)} {string.Join(',', issue.Services)} {string.Join(',', issue.Releases)} {string.Join(',', issue.Hashes)}\n");
    }

    private static async Task WriteEventsAsync(StringBuilder text, IErrorStore store, IssueId issue, Dictionary<EventId, string>? payloads)
    {
        string? cursor = null;
        do
        {
            var page = await store.ListEventsAsync(new EventQuery { IssueId = issue, Limit = 7, Cursor = cursor });
            foreach (var listed in page.Items)
            {
                var stored = await store.GetEventAsync(listed.Event.ProjectId, listed.Event.EventId);
                var payload = stored is null ? string.Empty : Convert.ToHexString(stored.Event.Payload.Span);
                if (payloads is not null && payload.Length > 0)
                {
                    payloads.Add(listed.Event.EventId, payload);
                    payload = string.Empty;
                }

                text.Append(CultureInfo.InvariantCulture, $"  {listed.Event.EventId} {listed.Event.ReceivedAt:O} {listed.Event.Title} {stored?.IssueId} {payload}{(listed.IsPinned ? " pinned" : string.Empty)}\n");
            }

            cursor = page.Next;
        }
        while (cursor is not null);
    }

    private static async Task WriteCountsAsync(StringBuilder text, IErrorStore store, IssueRow issue)
    {
        foreach (var tag in await store.GetTagsAsync(issue.Id))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {tag.Key} {tag.Total} {tag.Others} {string.Join(',', tag.Values.Select(value => $"{value.Value}={value.Count}"))}\n");
        }

        var series = await store.GetSeriesAsync(new SeriesQuery { IssueId = issue.Id, From = issue.FirstSeen, To = issue.LastSeen.AddHours(1) });
        text.Append(CultureInfo.InvariantCulture, $"  {string.Join(',', series.Select(point => point.Count))}\n");
    }
}
