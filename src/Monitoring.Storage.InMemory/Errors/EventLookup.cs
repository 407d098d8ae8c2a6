using Monitoring.Storage.Errors;

namespace Monitoring.Storage.InMemory.Errors;

/// <summary>Looks for events: reads all of the project's, keeps those that match, sorts, and cuts out the page.</summary>
internal static class EventLookup
{
    public static EventPage Run(ErrorTables tables, EventSearch query)
    {
        var scope = $"found events {query.ProjectId} {query.IssueId}";
        var after = Cursor.Read(query.Cursor, scope) is { } cursor ? IssueReader.Place(cursor) : (long.MaxValue, default);
        var issue = query.IssueId is { } id ? tables.Find(id) : null;
        var found = tables.Hashes.Values
            .Where(hash => hash.Project == query.ProjectId && (query.IssueId is null || (issue is not null && hash.Owner == issue)))
            .SelectMany(hash => hash.Events.Values, (hash, stored) => (Hash: hash, Event: stored))
            .Where(one => one.Event.ReceivedAt >= query.From && one.Event.ReceivedAt < query.To)
            .Where(one => query.Filter?.Matches(one.Event) ?? true)
            .Where(one => query.Cursor is null || (one.Event.ReceivedAt.UtcTicks, one.Event.EventId).CompareTo(after) < 0)
            .OrderByDescending(one => one.Event.ReceivedAt.UtcTicks)
            .ThenByDescending(one => one.Event.EventId)
            .Take(query.Limit + 1)
            .ToList();
        var page = found.Take(query.Limit).ToList();
        return new EventPage
        {
            Items = [.. page.Select(one => one.Hash.Show(one.Event))],
            Next = found.Count > page.Count ? IssueReader.After(page[^1].Event).Write(scope) : null,
        };
    }
}
