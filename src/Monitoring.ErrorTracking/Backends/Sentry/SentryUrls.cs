using System.Text;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Backends.Sentry;

/// <summary>The addresses of Sentry's web API. Ids are numbers, everything else is encoded, and no slash is doubled: Sentry answers 404 to those.</summary>
internal static class SentryUrls
{
    public static Uri Projects(Uri address, string? cursor) => Build(address, "projects", cursor is null ? "" : $"?cursor={Uri.EscapeDataString(cursor)}");

    public static Uri Issue(Uri address, IssueId id) => Build(address, $"issues/{id}", "");

    public static Uri LatestEvent(Uri address, IssueId id) => Build(address, $"issues/{id}/events/latest", "");

    public static Uri Issues(SentryConnection connection, BackendIssueSearch search)
    {
        // Without a query Sentry takes 'is:unresolved'; an empty one is all issues.
        var query = new StringBuilder("?query=").Append(Uri.EscapeDataString(search.Query ?? "")).Append("&limit=").Append(search.Limit).Append("&statsPeriod=24h");
        if (Sort(search.Sort) is { } sort)
        {
            query.Append("&sort=").Append(sort);
        }

        if (search.Cursor is { } cursor)
        {
            query.Append("&cursor=").Append(Uri.EscapeDataString(cursor));
        }

        var path = $"projects/{Uri.EscapeDataString(connection.Organization)}/{Uri.EscapeDataString(connection.Project)}/issues";
        return Build(connection.Address, path, query.ToString());
    }

    private static Uri Build(Uri address, string path, string query) => new($"{address.AbsoluteUri.TrimEnd('/')}/api/0/{path}/{query}");

    /// <summary>Sentry's word; the latest event first is what it does without one.</summary>
    private static string? Sort(IssueSort sort) => sort switch
    {
        IssueSort.LastSeen => null,
        IssueSort.FirstSeen => "new",
        IssueSort.Events => "freq",
        IssueSort.Users => "user",
        _ => "trends",
    };
}
