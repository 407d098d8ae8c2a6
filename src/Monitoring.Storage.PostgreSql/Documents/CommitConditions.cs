using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Opening;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Documents;

/// <summary>
/// Looks at what a commit demands and keeps it so until the transaction ends: fence, claims and documents are locked, the documents in the order of their keys, so that
/// no two commits wait for each other. A key that is not there is held by a row of version 0, which nobody else sees and for which others of that key wait.
/// </summary>
internal sealed class CommitConditions(PostgreSqlStore store, LeaseTable leases, TimerTable timers)
{
    private readonly string _hold = store.Database.Sql("""
        insert into $.document (part, project_id, type, key, version, schema, declared, body)
        select $1, $2, n.type, n.key, 0, 0, n.declared, ''::bytea from unnest($3, $4, $5) as n(type, key, declared)
        order by n.type, n.key on conflict do nothing
        """);

    private readonly string _lock = store.Database.Sql("""
        select d.type, d.key, d.version from $.document d join unnest($3, $4) as n(type, key) on d.type = n.type and d.key = n.key
        where d.part = $1 and d.project_id = $2 order by d.type, d.key for update of d
        """);

    private readonly string _now = store.Database.Sql("select $.now_ticks($1)");

    /// <summary>The version of each document of the plan, in its order, zero for one that is not there; null when a fence or a claim is not held.</summary>
    public async ValueTask<long[]?> HoldAsync(Transaction transaction, CommitPlan plan, CancellationToken cancellationToken)
    {
        while (true)
        {
            await using var batch = transaction.Batch();
            Ask(batch, plan);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            if (!await AreHeldAsync(reader, plan, cancellationToken).ConfigureAwait(false))
            {
                return null;
            }

            if (plan.Documents.IsEmpty)
            {
                return [];
            }

            var versions = await ReadVersionsAsync(reader, cancellationToken).ConfigureAwait(false);
            if (plan.Documents.All(document => !document.HoldsPlace || versions.ContainsKey(NameOf(document))))
            {
                return [.. plan.Documents.Select(document => versions.GetValueOrDefault(NameOf(document)))];
            }

            // Somebody deleted a document between the two statements: its place is not held yet.
        }
    }

    private void Ask(NpgsqlBatch batch, CommitPlan plan)
    {
        var partition = plan.Commit.Partition;
        if (plan.Commit.Fence is { } fence)
        {
            leases.Lock(batch, fence);
        }

        if (!plan.Claims.IsEmpty)
        {
            timers.Lock(batch, partition, plan.Claims);
        }

        if (plan.Commit.Fence is not null || !plan.Claims.IsEmpty)
        {
            // After the locks, which may have been waited for.
            batch.Add(_now, store.Clock.Parameter());
        }

        var held = plan.Documents.Where(document => document.HoldsPlace).ToList();
        if (held.Count > 0)
        {
            batch.Add(_hold, [.. Place(), .. Names(held), Parameter.Of([.. held.Select(document => document.Entry.Declaration)])]);
        }

        if (!plan.Documents.IsEmpty)
        {
            batch.Add(_lock, [.. Place(), .. Names(plan.Documents)]);
        }

        NpgsqlParameter[] Place() => [Parameter.Of(Parts.Of(partition.Value)), Parameter.Of(partition.Value)];
    }

    private static NpgsqlParameter[] Names(IReadOnlyCollection<PlannedDocument> documents) =>
        [Parameter.Of([.. documents.Select(document => document.Entry.Number)]), Parameter.Of([.. documents.Select(document => document.KeyBytes)])];

    /// <summary>Reads the answers of fence, claims and clock, and comes to that of the documents.</summary>
    private static async ValueTask<bool> AreHeldAsync(NpgsqlDataReader reader, CommitPlan plan, CancellationToken cancellationToken)
    {
        var until = long.MaxValue;
        if (plan.Commit.Fence is { } fence)
        {
            until = await LeaseTable.ReadLockedAsync(reader, fence, cancellationToken).ConfigureAwait(false);
            await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        }

        if (!plan.Claims.IsEmpty)
        {
            until = Math.Min(until, await TimerTable.ReadLockedAsync(reader, plan.Claims.Length, cancellationToken).ConfigureAwait(false));
            await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        }

        if (until == long.MaxValue)
        {
            return true;
        }

        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        var isHeld = until > reader.GetInt64(0);
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        return isHeld;
    }

    private static async ValueTask<Dictionary<(int Type, string Key), long>> ReadVersionsAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var versions = new Dictionary<(int, string), long>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            versions[(reader.GetInt32(0), reader.Text(1))] = reader.GetInt64(2);
        }

        return versions;
    }

    private static (int Type, string Key) NameOf(PlannedDocument document) => (document.Entry.Number, document.Key);
}
