using Monitoring.Storage.Sqlite.Database;

namespace Monitoring.Storage.Sqlite.Errors.Tables;

/// <summary>Which issues were merged away, where they went, and what they owned then.</summary>
internal static class MergeTable
{
    public static void Add(Session session, IssueId issue, IssueId into, IEnumerable<GroupingHash> hashes)
    {
        var merge = session.Number(
            "insert into merges (issue, into_issue) values ($issue, $into) returning position", ("$issue", issue.Value), ("$into", into.Value))!.Value;
        foreach (var hash in hashes)
        {
            session.Execute("insert into merged_hashes (merge, hash) values ($merge, $hash)", ("$merge", merge), ("$hash", hash.ToBytes()));
        }
    }

    /// <summary>Of the issues that were merged into this one, also by way of others, and owned one of the hashes then, the one that was merged away last.</summary>
    /// <remarks>A cross join keeps SQLite from reading all hashes that were ever merged, to look for them among the few merges of this issue.</remarks>
    public static IssueId? FindLast(Session session, IssueId into, IReadOnlySet<GroupingHash> hashes)
    {
        var owned = session.Query(
            """
            with recursive merged (issue, position) as (
              select issue, position from merges where into_issue = $into
              union all
              select m.issue, m.position from merges m join merged on m.into_issue = merged.issue)
            select merged.issue, h.hash from merged cross join merged_hashes h on h.merge = merged.position order by merged.position desc
            """,
            row => (Issue: new IssueId(row.GetInt64(0)), Hash: row.GetHash(1)),
            ("$into", into.Value));
        return owned.Where(owned => hashes.Contains(owned.Hash)).Select(owned => (IssueId?)owned.Issue).FirstOrDefault();
    }

    public static void Remove(Session session, IssueId issue) => session.Execute("delete from merges where issue = $issue", ("$issue", issue.Value));
}
