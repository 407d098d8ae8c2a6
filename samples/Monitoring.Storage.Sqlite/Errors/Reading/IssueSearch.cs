using System.Globalization;
using Monitoring.Storage.Errors;
using Monitoring.Storage.Sqlite.Database;
using Monitoring.Storage.Sqlite.Errors.Tables;

namespace Monitoring.Storage.Sqlite.Errors.Reading;

/// <summary>
/// Lists issues: ranks all of the project's, which takes a few numbers of each, and reads them in that order until the page is full. What a condition means is said
/// by <see cref="IssueFilter.Matches"/> alone: SQL compares texts in its own ways.
/// </summary>
internal static class IssueSearch
{
    public static Page<IssueRow> Run(Session session, IssueQuery query, DateTimeOffset now)
    {
        var scope = $"issues {query.ProjectId} {query.Sort}";
        var after = Cursor.Read(query.Cursor, scope) is { } cursor ? Place(cursor) : (long.MaxValue, long.MaxValue);
        var found = IssueRanking.Read(session, query, now)
            .Where(ranked => (ranked.Key, ranked.Id.Value).CompareTo(after) < 0)
            .OrderByDescending(ranked => ranked)
            .Select(ranked => (ranked.Key, Row: IssueRows.Read(session, IssueTable.Find(session, ranked.Id)!)))
            .Where(ranked => query.Filter is null || query.Filter.Matches(ranked.Row, (key, value) => HasTag(session, ranked.Row.Id, key, value)))
            .Take(query.Limit + 1)
            .ToList();
        var page = found.Take(query.Limit).ToList();
        return new Page<IssueRow>
        {
            Items = [.. page.Select(ranked => ranked.Row)],
            Next = found.Count > page.Count ? new Cursor(page[^1].Key.ToString(CultureInfo.InvariantCulture), page[^1].Row.Id.ToString()).Write(scope) : null,
        };
    }

    private static bool HasTag(Session session, IssueId issue, string key, TextPattern value) => session.Query(
        "select t.value from hashes h join tag_values t on t.hash = h.id where h.issue = $issue and t.key = $key",
        row => row.GetString(0),
        ("$issue", issue.Value),
        ("$key", key)).Any(counted => value.Matches(counted));

    private static (long Key, long Id) Place(Cursor cursor) =>
        long.TryParse(cursor.Place, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var key) && IssueId.TryParse(cursor.Name, out var id)
            ? (key, id.Value)
            : throw new InvalidCursorException();
}
