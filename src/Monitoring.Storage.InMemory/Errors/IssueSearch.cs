using System.Globalization;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.InMemory.Errors;

/// <summary>Lists issues: reads all of the project's, keeps those that match, sorts, and cuts out the page.</summary>
internal static class IssueSearch
{
    public static Page<IssueRow> Run(ErrorTables tables, IssueQuery query, DateTimeOffset now)
    {
        var scope = $"issues {query.ProjectId} {query.Sort}";
        var after = Cursor.Read(query.Cursor, scope) is { } cursor ? Place(cursor) : (long.MaxValue, long.MaxValue);
        var found = tables.Issues.Values
            .Where(issue => issue.Project == query.ProjectId)
            .Select(IssueRows.Read)
            .Where(row => query.Filter is null || query.Filter.Matches(row, (key, value) => HasTag(tables.Issues[row.Id], key, value)))
            .Select(row => (Row: row, Key: SortKey(tables, row, query.Sort, now)))
            .Where(found => (found.Key, found.Row.Id.Value).CompareTo(after) < 0)
            .OrderByDescending(found => found.Key)
            .ThenByDescending(found => found.Row.Id)
            .Take(query.Limit + 1)
            .ToList();
        var page = found.Take(query.Limit).ToList();
        return new Page<IssueRow>
        {
            Items = [.. page.Select(found => found.Row)],
            Next = found.Count > page.Count ? After(page[^1].Row, page[^1].Key).Write(scope) : null,
        };
    }

    private static long SortKey(ErrorTables tables, IssueRow row, IssueSort sort, DateTimeOffset now) => sort switch
    {
        IssueSort.LastSeen => row.LastSeen.UtcTicks,
        IssueSort.FirstSeen => row.FirstSeen.UtcTicks,
        IssueSort.Events => row.Count,
        IssueSort.Users => row.UserCount,
        IssueSort.Trend => IssueTrend.Rank(tables.Issues[row.Id].Hashes.SelectMany(hash => hash.Hours).Select(hour => KeyValuePair.Create((int)(hour.Key / TimeSpan.TicksPerHour), hour.Value)), now),
        _ => throw new ArgumentException($"'{sort}' is no order of issues."),
    };

    private static bool HasTag(Issue issue, string key, TextPattern value) =>
        issue.Hashes.Any(hash => hash.Tags.TryGetValue(key, out var totals) && totals.Values.Keys.Any(counted => value.Matches(counted)));

    private static Cursor After(IssueRow row, long key) => new(key.ToString(CultureInfo.InvariantCulture), row.Id.ToString());

    private static (long Key, long Id) Place(Cursor cursor) =>
        long.TryParse(cursor.Place, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var key) && IssueId.TryParse(cursor.Name, out var id)
            ? (key, id.Value)
            : throw new InvalidCursorException();
}
