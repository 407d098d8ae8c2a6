using System.Globalization;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.InMemory.Errors;

/// <summary>Lists issues: reads all of the project's, keeps those that match, sorts, and cuts out the page.</summary>
internal static class IssueSearch
{
    public static Page<IssueRow> Run(ErrorTables tables, IssueQuery query)
    {
        var scope = $"issues {query.ProjectId} {query.Sort}";
        var after = Cursor.Read(query.Cursor, scope) is { } cursor ? Place(cursor) : (long.MaxValue, long.MaxValue);
        var found = tables.Issues.Values
            .Where(issue => issue.Project == query.ProjectId)
            .Select(IssueRows.Read)
            .Where(row => query.Filter is null || query.Filter.Matches(row, (key, value) => HasTag(tables.Issues[row.Id], key, value)))
            .Where(row => (SortKey(row, query.Sort), row.Id.Value).CompareTo(after) < 0)
            .OrderByDescending(row => SortKey(row, query.Sort))
            .ThenByDescending(row => row.Id)
            .Take(query.Limit + 1)
            .ToList();
        var page = found.Take(query.Limit).ToList();
        return new Page<IssueRow>
        {
            Items = [.. page],
            Next = found.Count > page.Count ? After(page[^1], query.Sort).Write(scope) : null,
        };
    }

    private static long SortKey(IssueRow row, IssueSort sort) => sort switch
    {
        IssueSort.LastSeen => row.LastSeen.UtcTicks,
        IssueSort.FirstSeen => row.FirstSeen.UtcTicks,
        IssueSort.Events => row.Count,
        IssueSort.Users => row.UserCount,
        _ => throw new ArgumentException($"'{sort}' is no order of issues."),
    };

    private static bool HasTag(Issue issue, string key, string value) =>
        issue.Hashes.Any(hash => hash.Tags.TryGetValue(key, out var totals) && totals.Values.ContainsKey(value));

    private static Cursor After(IssueRow row, IssueSort sort) => new(SortKey(row, sort).ToString(CultureInfo.InvariantCulture), row.Id.ToString());

    private static (long Key, long Id) Place(Cursor cursor) =>
        long.TryParse(cursor.Place, NumberStyles.None, CultureInfo.InvariantCulture, out var key) && IssueId.TryParse(cursor.Name, out var id)
            ? (key, id.Value)
            : throw new InvalidCursorException();
}
