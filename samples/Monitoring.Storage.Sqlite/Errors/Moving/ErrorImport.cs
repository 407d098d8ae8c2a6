using Monitoring.Storage.Sqlite.Database;
using Monitoring.Storage.Sqlite.Errors.Tables;
using Monitoring.Storage.Transfer;

namespace Monitoring.Storage.Sqlite.Errors.Moving;

/// <summary>Takes in what another error store held, inside the transaction of its call. A hash needs its issue, which comes later: the rows of both are looked at at the end.</summary>
internal sealed class ErrorImport(Session session, DateTimeOffset now) : IImportedErrors
{
    public IssueId? FindOwner(ProjectId project, GroupingHash hash) =>
        session.Number("select issue from hashes where project = $project and hash = $hash", ("$project", project.Value), ("$hash", hash.ToBytes())) is { } owner ? new IssueId(owner) : null;

    public bool IsOwned(ProjectId project, GroupingHash hash) => session.Number(
        "select 1 from hashes h join issues i on i.id = h.issue where h.project = $project and h.hash = $hash and i.number > 0", ("$project", project.Value), ("$hash", hash.ToBytes())) is not null;

    public IssueId? FindMerge(IssueId id) => session.Number("select into_issue from merges where issue = $issue", ("$issue", id.Value)) is { } into ? new IssueId(into) : null;

    public void Add(ErrorStoreRecord record)
    {
        switch (record)
        {
            case ErrorStoreRecord.Counters counters:
                Sequences.GoOnFrom(session, "issues", counters.LastIssue);
                Sequences.GoOnFrom(session, "transitions", counters.LastPosition);
                Sequences.GoOnFrom(session, "merges", counters.LastMerge);
                break;
            case ErrorStoreRecord.Project project:
                session.Execute(
                    "insert into issue_numbers (project, last) values ($project, $last) on conflict (project) do update set last = max(last, excluded.last)",
                    ("$project", project.ProjectId.Value),
                    ("$last", project.LastNumber));
                break;
            case ErrorStoreRecord.Hash hash when HashTable.Find(session, hash.ProjectId, hash.Value) is null:
                Add(hash);
                break;
            case ErrorStoreRecord.Issue issue:
                Add(issue);
                break;
            case ErrorStoreRecord.Event kept when EventTable.Remember(session, kept.Kept, now):
                Add(kept);
                break;
            case ErrorStoreRecord.KnownEvent known:
                session.Execute(
                    "insert into known_events (project, event, appended_at) values ($project, $event, $now) on conflict do nothing",
                    ("$project", known.ProjectId.Value),
                    ("$event", known.EventId.ToBytes()),
                    ("$now", now.UtcTicks));
                break;
            case ErrorStoreRecord.Transition { Told: var told }:
                session.Execute(
                    "insert into transitions (position, body) values ($position, $body) on conflict do nothing", ("$position", told.Position), ("$body", ErrorCodec.Write(told)));
                break;
        }
    }

    /// <summary>The issue's row is made with the hash, since the hash refers to it; what is known of it comes with its own record.</summary>
    private void Add(ErrorStoreRecord.Hash record)
    {
        // A number that no issue has, until the right one comes.
        session.Execute(
            "insert into issues (id, project, number, state) values ($id, $project, -$id, '') on conflict do nothing", ("$id", record.IssueId.Value), ("$project", record.ProjectId.Value));
        var hash = HashTable.FindOrAdd(session, record.ProjectId, record.Value, record.IssueId);
        if (record.Counts is { } counts)
        {
            Add(hash, counts);
        }
    }

    private void Add(long hash, HashCounts counts)
    {
        session.Execute(
            """
            update hashes set count = $count, first_seen = $first, last_seen = $last, latest_received = $received, latest_event = $event,
              title = $title, culprit = $culprit, type = $type, level = $level, platform = $platform, search_text = $search, users = $users
            where id = $id
            """,
            ("$id", hash),
            ("$count", counts.Events),
            ("$first", counts.FirstSeen.UtcTicks),
            ("$last", counts.LastSeen.UtcTicks),
            ("$received", counts.Latest.ReceivedAt.UtcTicks),
            ("$event", counts.Latest.EventId.ToBytes()),
            ("$title", counts.Latest.Title),
            ("$culprit", counts.Latest.Culprit),
            ("$type", counts.Latest.Type),
            ("$level", (int)counts.Latest.Level),
            ("$platform", counts.Latest.Platform),
            ("$search", counts.Latest.SearchText),
            ("$users", counts.Users.ToArray()));
        foreach (var hour in counts.Hours)
        {
            session.Execute("insert into hours (hash, hour, count) values ($hash, $hour, $count)", ("$hash", hash), ("$hour", hour.Start.UtcTicks / TimeSpan.TicksPerHour), ("$count", hour.Count));
        }

        foreach (var (kind, value) in counts.Environments.Select(value => ("environment", value))
            .Concat(counts.Services.Select(value => ("service", value)))
            .Concat(counts.Releases.Select(value => ("release", value))))
        {
            session.Execute("insert into facets (hash, kind, value) values ($hash, $kind, $value)", ("$hash", hash), ("$kind", kind), ("$value", value));
        }

        foreach (var tag in counts.Tags)
        {
            session.Execute("insert into tag_keys (hash, key, others) values ($hash, $key, $others)", ("$hash", hash), ("$key", tag.Key), ("$others", tag.Others));
            foreach (var value in tag.Values)
            {
                session.Execute(
                    "insert into tag_values (hash, key, value, count) values ($hash, $key, $value, $count)", ("$hash", hash), ("$key", tag.Key), ("$value", value.Value), ("$count", value.Count));
            }
        }
    }

    private void Add(ErrorStoreRecord.Issue issue)
    {
        if (session.Number("select id from issues where project = $project and number = $number", ("$project", issue.ProjectId.Value), ("$number", issue.Number)) is { } other && other != issue.Id.Value)
        {
            throw new ArgumentException($"Issues {other} and {issue.Id} of project {issue.ProjectId} have the same number, {issue.Number}.");
        }

        session.Execute(
            """
            insert into issues (id, project, number, state, assignee, version) values ($id, $project, $number, $state, $assignee, $version)
            on conflict (id) do update set number = excluded.number, state = excluded.state, assignee = excluded.assignee, version = excluded.version where number < 0
            """,
            ("$id", issue.Id.Value),
            ("$project", issue.ProjectId.Value),
            ("$number", issue.Number),
            ("$state", ErrorCodec.Write(issue.State)),
            ("$assignee", issue.Assignee),
            ("$version", issue.Version));
        if (issue.MergedInto is { } into && session.Number("select position from merges where issue = $issue", ("$issue", issue.Id.Value)) is null)
        {
            if (session.Number("select issue from merges where position = $position", ("$position", issue.MergeOrder)) is { } merged)
            {
                throw new ArgumentException($"Issues {merged} and {issue.Id} were merged away at once: the order of both is {issue.MergeOrder}.");
            }

            // That one may come later.
            session.Execute(
                "insert into issues (id, project, number, state) values ($id, $project, -$id, '') on conflict do nothing", ("$id", into.Value), ("$project", issue.ProjectId.Value));
            session.Execute(
                "insert into merges (position, issue, into_issue) values ($position, $issue, $into)", ("$position", issue.MergeOrder), ("$issue", issue.Id.Value), ("$into", into.Value));
            foreach (var hash in issue.Hashes)
            {
                session.Execute("insert into merged_hashes (merge, hash) values ($merge, $hash)", ("$merge", issue.MergeOrder), ("$hash", hash.ToBytes()));
            }
        }
    }

    private void Add(ErrorStoreRecord.Event record)
    {
        EventTable.Add(session, record.Kept, HashTable.Find(session, record.Kept.ProjectId, record.Kept.Hashes[0])!.Value);
        if (record.IsPinned)
        {
            session.Execute(
                "insert into pins (event, project, outlived) select id, project, $outlived from events where project = $project and event = $event",
                ("$project", record.Kept.ProjectId.Value),
                ("$event", record.Kept.EventId.ToBytes()),
                ("$outlived", record.IsOutlived));
        }
    }
}
