using Monitoring.Storage;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Issues.Activity;

/// <summary>Reads the activity of an issue, the last first. That it was opened stands with the issue itself and is the last entry of all.</summary>
internal sealed class IssueActivityReader(IDocumentStore store)
{
    /// <summary>The page that holds the opening alone, when the page before it was full.</summary>
    private const string OpeningCursor = "opening";

    public async ValueTask<Page<IssueActivity>> ReadAsync(IssueRow issue, int limit, string? cursor, CancellationToken cancellationToken)
    {
        if (cursor == OpeningCursor)
        {
            return new Page<IssueActivity> { Items = [Opening(issue)] };
        }

        var query = IssueActivityDocuments.Query(issue.ProjectId, issue.Id, limit, cursor);
        var page = await store.QueryAsync(IssueActivityDocuments.Type, query, cancellationToken).ConfigureAwait(false);
        var items = page.Items.Select(stored => stored.Value);
        return page.Next is not null || page.Items.Length == limit
            ? new Page<IssueActivity> { Items = [.. items], Next = page.Next ?? OpeningCursor }
            : new Page<IssueActivity> { Items = [.. items, Opening(issue)] };
    }

    private static IssueActivity Opening(IssueRow issue) => new()
    {
        Id = OpeningIds.Of(issue),
        ProjectId = issue.ProjectId,
        IssueId = issue.Id,
        At = issue.FirstSeen,
        Kind = IssueActivityKind.Opened,
    };
}
