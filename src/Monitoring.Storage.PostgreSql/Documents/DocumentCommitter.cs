using System.Collections.Immutable;
using Monitoring.Storage.Documents;
using Monitoring.Storage.PostgreSql.Connections;
using Monitoring.Storage.PostgreSql.Opening;
using Npgsql;

namespace Monitoring.Storage.PostgreSql.Documents;

/// <summary>Applies commits: one turn to look at the conditions and lock them, one to write and to commit.</summary>
internal sealed class DocumentCommitter(PostgreSqlStore store, TypeRegistry types, DocumentReads reads, CommitConditions conditions, TimerTable timers, SignalTable signals)
{
    private readonly string _put = store.Database.Sql("""
        update $.document set version = nextval('$.document_version'), schema = $5, declared = $6, body = $7
        where part = $1 and project_id = $2 and type = $3 and key = $4 returning version
        """);

    private readonly string _delete = store.Database.Sql("""
        delete from $.document d using unnest($3, $4) as gone(type, key) where d.part = $1 and d.project_id = $2 and d.type = gone.type and d.key = gone.key
        """);

    // What stays as it is is not written again.
    private readonly string _removeEntries = store.Database.Sql("""
        delete from $.document_entry e using unnest($3, $4) as changed(type, document)
        where e.part = $1 and e.project_id = $2 and e.type = changed.type and e.document = changed.document
            and (e.index, e.key, e.document) not in (select kept.index, kept.key, kept.document from unnest($5, $6, $7) as kept(index, key, document))
        """);

    private readonly string _addEntries = store.Database.Sql(IndexEntries.AddStatement);

    public async ValueTask<CommitResult> CommitAsync(DocumentCommit commit, CancellationToken cancellationToken)
    {
        var plan = await CommitPlan.MakeAsync(types, commit, cancellationToken).ConfigureAwait(false);

        // Nobody knows what became of a commit that was sent and not answered: the same versions would be a conflict with itself.
        return await store.TransactAsync(mayRepeat: false, (transaction, cancellation) => CommitAsync(transaction, plan, cancellation), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<CommitResult> CommitAsync(Transaction transaction, CommitPlan plan, CancellationToken cancellationToken)
    {
        var versions = plan.HasNothingToRead ? [] : await conditions.HoldAsync(transaction, plan, cancellationToken).ConfigureAwait(false);
        if (versions is null)
        {
            await transaction.UndoAsync(cancellationToken).ConfigureAwait(false);
            return new CommitResult { Outcome = CommitOutcome.Fenced };
        }

        for (var i = 0; i < versions.Length; i++)
        {
            if (plan.Documents[i].Expected is { } expected && expected != versions[i])
            {
                var stored = versions[i] == 0 ? null : await ReadAsync(transaction, plan, plan.Documents[i], cancellationToken).ConfigureAwait(false);
                await transaction.UndoAsync(cancellationToken).ConfigureAwait(false);
                return new CommitResult { Outcome = CommitOutcome.Conflict, Conflict = stored };
            }
        }

        return new CommitResult { Outcome = CommitOutcome.Committed, Versions = await WriteAsync(transaction, plan, versions, cancellationToken).ConfigureAwait(false) };
    }

    private ValueTask<StoredDocument?> ReadAsync(Transaction transaction, CommitPlan plan, PlannedDocument document, CancellationToken cancellationToken) =>
        reads.GetAsync(transaction.Connection, plan.Commit.Partition, document.Type.Name, document.Entry.Number, document.Key, cancellationToken);

    private async ValueTask<ImmutableArray<long>> WriteAsync(Transaction transaction, CommitPlan plan, long[] versions, CancellationToken cancellationToken)
    {
        await using var batch = transaction.Batch();
        WriteDocuments(batch, plan, versions);
        WriteTimersAndSignals(batch, plan.Commit);
        if (batch.BatchCommands.Count == 0)
        {
            return [];
        }

        cancellationToken.ThrowIfCancellationRequested();
        transaction.EndWith(batch);
        await using var reader = await batch.ExecuteReaderAsync(CancellationToken.None).ConfigureAwait(false);
        var written = ImmutableArray.CreateBuilder<long>(plan.Commit.Puts.Length);
        do
        {
            // Documents that are put come first, and each answers with its version.
            while (await reader.ReadAsync(CancellationToken.None).ConfigureAwait(false) && written.Count < plan.Commit.Puts.Length)
            {
                written.Add(reader.GetInt64(0));
            }
        }
        while (await reader.NextResultAsync(CancellationToken.None).ConfigureAwait(false));
        return written.ToImmutable();
    }

    private void WriteDocuments(NpgsqlBatch batch, CommitPlan plan, long[] versions)
    {
        var entries = new IndexEntries(plan.Commit.Partition);
        foreach (var document in plan.Documents)
        {
            if (document.Put is { } put)
            {
                batch.Add(
                    _put,
                    [
                        .. Place(plan), Parameter.Of(document.Entry.Number), Parameter.Of(document.KeyBytes),
                        Parameter.Of(put.Type.SchemaVersion), Parameter.Of(document.Entry.Declaration), Parameter.Of(put.Body),
                    ]);
                entries.Add(document.Entry, document.KeyBytes, document.Entries);
            }
        }

        var changed = plan.Documents.Where((document, i) => versions[i] != 0 && (document.Put is not null || document.IsDeleted)).ToList();
        if (changed.Count > 0)
        {
            batch.Add(_removeEntries, [.. Place(plan), .. Names(changed), .. entries.Names()]);
        }

        if (!entries.IsEmpty)
        {
            batch.Add(_addEntries, entries.Parameters());
        }

        // Places that were held for what has to stay away go too.
        var gone = plan.Documents.Where((document, i) => document.Put is null && (versions[i] == 0 ? document.HoldsPlace : document.IsDeleted)).ToList();
        if (gone.Count > 0)
        {
            batch.Add(_delete, [.. Place(plan), .. Names(gone)]);
        }
    }

    private void WriteTimersAndSignals(NpgsqlBatch batch, DocumentCommit commit)
    {
        var gone = commit.CompletedTimers.Select(claim => claim.Timer).Concat(commit.CancelledTimers).Distinct().ToList();
        if (gone.Count + commit.Timers.Length > 1)
        {
            timers.Hold(batch, commit.Partition, [.. gone, .. commit.Timers.Select(timer => timer.Timer)]);
        }

        if (gone.Count > 0)
        {
            timers.Remove(batch, commit.Partition, gone);
        }

        if (!commit.Timers.IsEmpty)
        {
            timers.Set(batch, commit.Partition, commit.Timers);
        }

        if (!commit.Signals.IsEmpty)
        {
            signals.Add(batch, commit.Partition, commit.Signals);
        }
    }

    private static NpgsqlParameter[] Place(CommitPlan plan) => [Parameter.Of(Parts.Of(plan.Commit.Partition.Value)), Parameter.Of(plan.Commit.Partition.Value)];

    private static NpgsqlParameter[] Names(List<PlannedDocument> documents) =>
        [Parameter.Of([.. documents.Select(document => document.Entry.Number)]), Parameter.Of([.. documents.Select(document => document.KeyBytes)])];
}
