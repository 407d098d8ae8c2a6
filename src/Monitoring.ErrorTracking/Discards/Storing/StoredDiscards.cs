using System.Collections.Immutable;
using Monitoring.Access;
using Monitoring.Auditing;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Issues;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Discards.Storing;

/// <summary>Keeps the discarded hashes as a document of the project; each change is in the audit log in the same commit.</summary>
internal sealed class StoredDiscards(
    IDocumentStore store, ProjectDiscards discards, IIssues issues, IssueAccess issueAccess, IAccessControl access, IAuditLog audit, TimeProvider timeProvider) : IDiscards
{
    private const int MaxAttempts = 16;

    public async ValueTask<CommandResult<Issue>> DiscardAsync(Actor actor, IssueId id, long? expectedVersion, CancellationToken cancellationToken)
    {
        var found = await issueAccess.FindAsync(actor, id, Permission.DeleteErrors, cancellationToken).ConfigureAwait(false);
        if (found.Value is not { Row: var row })
        {
            return found;
        }

        if (expectedVersion is { } expected && expected != row.Version)
        {
            return CommandResults.Conflict("The issue was changed meanwhile; read it again.", found.Value, row.Version);
        }

        // First the hashes, then the issue: a crash in between leaves an issue that gets no events, and the call can be made again.
        ImmutableArray<DiscardedHash> added =
        [
            .. row.Hashes.Select(hash => new DiscardedHash { Hash = hash, IssueId = row.Id, Title = row.Title, ActorId = actor.Id, At = timeProvider.GetUtcNow() }),
        ];
        var entry = AuditEntry.Of(actor, row.ProjectId, "issue.discarded", $"issue:{row.Id}", timeProvider) with { Before = row.Title, After = string.Join(", ", row.Hashes) };
        var refused = await ChangeAsync<Issue>(
            row.ProjectId,
            there => [.. added, .. there.Where(known => !row.Hashes.Contains(known.Hash))],
            _ => entry,
            cancellationToken).ConfigureAwait(false);
        return refused ?? await issues.DeleteAsync(actor, row.Id, null, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<CommandResult<Page<DiscardedHash>>> ListAsync(Actor actor, ProjectId project, int limit, string? cursor, CancellationToken cancellationToken)
    {
        var decision = await access.CheckAsync(actor, Permission.ReadErrors, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<Page<DiscardedHash>>(decision);
        }

        if (Pages.FindFault(limit) is { } fault)
        {
            return CommandResults.Invalid<Page<DiscardedHash>>(fault);
        }

        var all = (await ReadAsync(project, cancellationToken).ConfigureAwait(false))?.Value.Hashes ?? [];
        var first = 0;
        if (cursor is not null)
        {
            first = GroupingHash.TryParse(cursor, out var last) ? all.ToList().FindIndex(discarded => discarded.Hash == last) + 1 : 0;
            if (first == 0)
            {
                return CommandResults.Invalid<Page<DiscardedHash>>("The cursor is not one of this list, or its entry is gone.");
            }
        }

        ImmutableArray<DiscardedHash> items = [.. all.Skip(first).Take(limit)];
        return CommandResults.Done(new Page<DiscardedHash> { Items = items, Next = first + items.Length < all.Length ? items[^1].Hash.ToString() : null });
    }

    public async ValueTask<CommandResult<DiscardedHash>> RestoreAsync(Actor actor, ProjectId project, GroupingHash hash, CancellationToken cancellationToken)
    {
        var decision = await access.CheckAsync(actor, Permission.DeleteErrors, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<DiscardedHash>(decision);
        }

        DiscardedHash? restored = null;
        var refused = await ChangeAsync<DiscardedHash>(
            project,
            there =>
            {
                restored = there.FirstOrDefault(discarded => discarded.Hash == hash);
                return there.RemoveAll(discarded => discarded.Hash == hash);
            },
            _ => AuditEntry.Of(actor, project, "issue.discard-undone", $"hash:{hash}", timeProvider) with { Before = restored?.Title },
            cancellationToken).ConfigureAwait(false);
        return refused is not null ? refused
            : restored is null ? CommandResults.NotFound<DiscardedHash>($"The hash {hash} is not discarded.")
            : CommandResults.Done(restored);
    }

    /// <returns>Why the change was not made; <see langword="null"/> when it was, or when it changes nothing.</returns>
    private async ValueTask<CommandResult<T>?> ChangeAsync<T>(
        ProjectId project,
        Func<ImmutableArray<DiscardedHash>, ImmutableArray<DiscardedHash>> change,
        Func<ImmutableArray<DiscardedHash>, AuditEntry> entry,
        CancellationToken cancellationToken)
        where T : class
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var stored = await ReadAsync(project, cancellationToken).ConfigureAwait(false);
            var before = stored?.Value.Hashes ?? [];
            var after = change(before);
            if (after.Length == before.Length && after.SequenceEqual(before))
            {
                return null;
            }

            if (after.Length > DiscardsDocument.MaxHashes && after.Length > before.Length)
            {
                return CommandResults.Invalid<T>($"A project discards at most {DiscardsDocument.MaxHashes} hashes; let some in again first.");
            }

            var commit = new DocumentCommit
            {
                Partition = Partition.Of(project),
                Puts = [DiscardsDocument.Type.Put(new DiscardsDocument { Hashes = after }, stored?.Version ?? 0), audit.Prepare(entry(after))],
            };
            if ((await store.CommitAsync(commit, cancellationToken).ConfigureAwait(false)).Outcome == CommitOutcome.Committed)
            {
                discards.Forget(project);
                return null;
            }
        }

        return CommandResults.Conflict<T>("The discarded hashes are changed by others all the time; try again.");
    }

    private ValueTask<Versioned<DiscardsDocument>?> ReadAsync(ProjectId project, CancellationToken cancellationToken) =>
        store.FindAsync(Partition.Of(project), DiscardsDocument.Type, DiscardsDocument.Key, cancellationToken);
}
