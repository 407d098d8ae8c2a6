using Microsoft.Data.Sqlite;
using Monitoring.Storage.Errors;
using Monitoring.Storage.Sqlite.Database;

namespace Monitoring.Storage.Sqlite.Errors.Tables;

/// <summary>The issues, also those that were merged away.</summary>
internal static class IssueTable
{
    private const string Columns = "i.id, i.project, i.number, i.state, i.assignee, i.version";

    public static Issue Open(Session session, ProjectId project, IssueState state)
    {
        var number = session.Number(
            "insert into issue_numbers (project, last) values ($project, 1) on conflict (project) do update set last = last + 1 returning last", ("$project", project.Value))!.Value;
        var id = session.Number(
            "insert into issues (project, number, state) values ($project, $number, $state) returning id",
            ("$project", project.Value),
            ("$number", number),
            ("$state", ErrorCodec.Write(state)))!.Value;
        return new Issue { Id = new IssueId(id), Project = project, Number = number, State = state };
    }

    /// <summary>Finds an issue, following merges.</summary>
    public static Issue? Find(Session session, IssueId id) => session.Find(
        $"""
        with recursive way (issue) as (values ($id) union all select m.into_issue from merges m join way on m.issue = way.issue)
        select {Columns} from way join issues i on i.id = way.issue where not exists (select 1 from merges where issue = i.id)
        """,
        Read,
        ("$id", id.Value));

    public static Issue? FindByNumber(Session session, ProjectId project, long number) =>
        session.Number("select id from issues where project = $project and number = $number", ("$project", project.Value), ("$number", number)) is { } id
            ? Find(session, new IssueId(id))
            : null;

    /// <summary>The issue that owns a hash.</summary>
    public static Issue? FindByHash(Session session, ProjectId project, GroupingHash hash) => session.Find(
        $"select {Columns} from hashes h join issues i on i.id = h.issue where h.project = $project and h.hash = $hash", Read, ("$project", project.Value), ("$hash", hash.ToBytes()));

    public static void Save(Session session, Issue issue) => session.Execute(
        "update issues set state = $state, assignee = $assignee, version = $version where id = $id",
        ("$id", issue.Id.Value),
        ("$state", ErrorCodec.Write(issue.State)),
        ("$assignee", issue.Assignee),
        ("$version", issue.Version));

    /// <summary>Removes an issue with all it counted, and those that were merged into it; the rest goes by the foreign keys.</summary>
    /// <returns>How many events were kept of it.</returns>
    public static long Remove(Session session, IssueId id)
    {
        var events = session.Number("select count(*) from events e join hashes h on h.id = e.hash where h.issue = $id", ("$id", id.Value));
        session.Execute(
            """
            with recursive gone (issue) as (values ($id) union all select m.issue from merges m join gone on m.into_issue = gone.issue)
            delete from issues where id in (select issue from gone)
            """,
            ("$id", id.Value));
        return events ?? 0;
    }

    private static Issue Read(SqliteDataReader row) => new()
    {
        Id = new IssueId(row.GetInt64(0)),
        Project = new ProjectId(row.GetInt64(1)),
        Number = row.GetInt64(2),
        State = ErrorCodec.ReadState(row.GetString(3)),
        Assignee = row.GetTextOrNull(4),
        Version = row.GetInt64(5),
    };
}
