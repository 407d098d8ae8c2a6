using System.Collections.Immutable;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Errors.Rows;
using Monitoring.Storage.Transfer;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Errors.Moving;

/// <summary>Reads what is there of that to which records refer.</summary>
internal sealed class ImportedErrors(Database database)
{
    private readonly string _hashes = database.Sql(
        """
        select h.project_id, h.hash, h.issue_id, exists (select from $.issue i where i.part = h.part and i.issue_id = h.issue_id and i.merged_into is null)
        from unnest($1::smallint[], $2::bigint[], $3::uuid[]) as u(part, project_id, hash)
        join $.hash h on h.part = u.part and h.project_id = u.project_id and h.hash = u.hash where h.issue_id is not null
        """);

    private readonly string _merges = database.Sql(
        """
        with recursive r(part, issue_id, merged_into) as (
          select i.part, i.issue_id, i.merged_into from unnest($1::smallint[], $2::bigint[]) as u(part, issue_id) join $.issue i using (part, issue_id)
          union select i.part, i.issue_id, i.merged_into from r join $.issue i on i.part = r.part and i.issue_id = r.merged_into)
        select issue_id, merged_into from r where merged_into is not null
        """);

    public async ValueTask<IImportedErrors> ReadAsync(NpgsqlConnection connection, ImmutableArray<ErrorStoreRecord> records, CancellationToken cancellationToken)
    {
        var hashes = records.OfType<ErrorStoreRecord.Event>().Where(kept => !kept.Kept.Hashes.IsDefaultOrEmpty).Select(kept => (Project: kept.Kept.ProjectId, Hash: kept.Kept.Hashes[0]))
            .Concat(records.OfType<ErrorStoreRecord.Issue>().Where(issue => issue.MergedInto is null && !issue.Hashes.IsDefault).SelectMany(issue => issue.Hashes, (issue, hash) => (Project: issue.ProjectId, Hash: hash)))
            .Distinct()
            .ToList();
        var merged = records.OfType<ErrorStoreRecord.Issue>().Where(issue => issue.MergedInto is not null).ToList();
        var there = hashes.Count == 0 ? [] : await connection.QueryAsync(
            _hashes,
            [
                Parameter.Of(hashes.Select(hash => Parts.Of(hash.Project)).ToArray()),
                Parameter.Of(hashes.Select(hash => hash.Project.Value).ToArray()),
                Parameter.Of(hashes.Select(hash => hash.Hash.ToGuid()).ToArray()),
            ],
            row => (Hash: (new ProjectId(row.GetInt64(0)), row.GetGuid(1).ToHash()), Owner: new IssueId(row.GetInt64(2)), IsOwned: row.GetBoolean(3)),
            cancellationToken).ConfigureAwait(false);
        var merges = merged.Count == 0 ? [] : await connection.QueryAsync(
            _merges,
            [Parameter.Of(merged.Select(issue => Parts.Of(issue.ProjectId)).ToArray()), Parameter.Of(merged.Select(issue => issue.MergedInto!.Value.Value).ToArray())],
            row => (Id: new IssueId(row.GetInt64(0)), Into: new IssueId(row.GetInt64(1))),
            cancellationToken).ConfigureAwait(false);
        return new There(there.ToDictionary(row => row.Hash, row => (row.Owner, row.IsOwned)), merges.ToDictionary(row => row.Id, row => row.Into));
    }

    private sealed class There(Dictionary<(ProjectId Project, GroupingHash Hash), (IssueId Owner, bool IsOwned)> hashes, Dictionary<IssueId, IssueId> merges) : IImportedErrors
    {
        public IssueId? FindOwner(ProjectId project, GroupingHash hash) => hashes.TryGetValue((project, hash), out var found) ? found.Owner : null;

        public bool IsOwned(ProjectId project, GroupingHash hash) => hashes.TryGetValue((project, hash), out var found) && found.IsOwned;

        public IssueId? FindMerge(IssueId id) => merges.TryGetValue(id, out var into) ? into : null;
    }
}
