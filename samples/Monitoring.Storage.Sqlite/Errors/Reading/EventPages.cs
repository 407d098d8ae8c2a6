using Monitoring.Storage.Errors;
using Monitoring.Storage.Sqlite.Database;
using Monitoring.Storage.Sqlite.Errors.Tables;

namespace Monitoring.Storage.Sqlite.Errors.Reading;

/// <summary>Lists the events of an issue, and looks for events; the last received first.</summary>
internal sealed class EventPages(Session session)
{
    /// <summary>How many events a search looks at in one call.</summary>
    private const int Budget = 10_000;

    private const int Piece = 500;

    public Page<StoredEvent> List(EventQuery query)
    {
        var scope = $"events {query.IssueId}";
        var after = EventPlace.Read(query.Cursor, scope, EventPlace.Before(DateTimeOffset.MaxValue));
        if (IssueTable.Find(session, query.IssueId) is not { } issue)
        {
            return new Page<StoredEvent> { Items = [] };
        }

        var found = OfIssue(issue.Id, EventPlace.Before(DateTimeOffset.MinValue), after, query.Limit + 1, query.Environment, query.OnlyKept);
        var page = found.Take(query.Limit).ToList();
        return new Page<StoredEvent> { Items = [.. page], Next = found.Count > page.Count ? EventPlace.Of(page[^1]).Write(scope) : null };
    }

    /// <summary>Reads events piece by piece until the page is full, the range at its end or the budget spent.</summary>
    public EventPage Search(EventSearch query)
    {
        var scope = $"found events {query.ProjectId} {query.IssueId}";
        var from = EventPlace.Before(query.From);
        var after = EventPlace.Read(query.Cursor, scope, EventPlace.Before(query.To));
        var issue = query.IssueId is { } id ? IssueTable.Find(session, id) : null;
        if (query.IssueId is not null && issue?.Project != query.ProjectId)
        {
            return new EventPage { Items = [] };
        }

        var found = new List<StoredEvent>();
        for (var looked = 0; looked < Budget; looked += Piece)
        {
            var piece = issue is null ? OfProject(query.ProjectId, from, after) : OfIssue(issue.Id, from, after, Piece, null, false);
            found.AddRange(piece.Where(stored => query.Filter?.Matches(stored.Event) ?? true));
            if (found.Count > query.Limit)
            {
                return new EventPage { Items = [.. found.Take(query.Limit)], Next = EventPlace.Of(found[query.Limit - 1]).Write(scope) };
            }

            if (piece.Count < Piece)
            {
                return new EventPage { Items = [.. found] };
            }

            after = EventPlace.Of(piece[^1]);
        }

        return new EventPage { Items = [.. found], Next = after.Write(scope), IsPartial = true };
    }

    private List<StoredEvent> OfProject(ProjectId project, EventPlace from, EventPlace after) => session.Query(
        $"""
        select {EventTable.Columns} from {EventTable.Source}
        where e.project = $project and (e.received_at, e.event) > ($from, $fromEvent) and (e.received_at, e.event) < ($after, $afterEvent)
        order by e.received_at desc, e.event desc limit $limit
        """,
        EventTable.Read,
        ("$project", project.Value),
        ("$from", from.Received),
        ("$fromEvent", from.Id.ToBytes()),
        ("$after", after.Received),
        ("$afterEvent", after.Id.ToBytes()),
        ("$limit", Piece));

    /// <summary>Reads the next events of each hash, which an index has in order, and puts them together.</summary>
    private List<StoredEvent> OfIssue(IssueId issue, EventPlace from, EventPlace after, int limit, string? environment, bool onlyKept) =>
    [
        .. HashTable.Of(session, issue)
            .SelectMany(hash => session.Query(
                $"""
                select {EventTable.Columns} from {EventTable.Source}
                where e.hash = $hash and (e.received_at, e.event) > ($from, $fromEvent) and (e.received_at, e.event) < ($after, $afterEvent)
                  and ($environment is null or e.environment = $environment) and e.payload_length >= $least
                order by e.received_at desc, e.event desc limit $limit
                """,
                EventTable.Read,
                ("$hash", hash.Id),
                ("$from", from.Received),
                ("$fromEvent", from.Id.ToBytes()),
                ("$after", after.Received),
                ("$afterEvent", after.Id.ToBytes()),
                ("$environment", environment),
                ("$least", onlyKept ? 1 : 0),
                ("$limit", limit)))
            .OrderByDescending(EventPlace.Of)
            .Take(limit),
    ];
}
