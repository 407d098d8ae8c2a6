using Monitoring.Access;
using Monitoring.Auditing;
using Monitoring.Commands;
using Monitoring.Signals;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.Core.Signals;

/// <summary>The parked signals that were given up.</summary>
internal sealed class DeadLetters(Stores stores, IAccessControl access, IAuditLog audit, SignalHint hint, TimeProvider timeProvider) : IDeadLetters
{
    private readonly IDocumentStore _store = stores.Documents;

    public async ValueTask<CommandResult<Page<DeadLetter>>> ListAsync(Actor actor, int limit, string? cursor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 100);
        var decision = await access.CheckAsync(actor, Permission.ManageSignals, default, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<Page<DeadLetter>>(decision);
        }

        var query = new DocumentQuery
        {
            Partition = Partition.Host,
            Type = SignalDocuments.Parked,
            Index = SignalDocuments.Dead,
            Descending = true,
            Limit = limit,
            Cursor = cursor,
        };
        var page = await _store.QueryAsync(SignalDocuments.Parked, query, cancellationToken).ConfigureAwait(false);
        return CommandResults.Done(new Page<DeadLetter> { Items = [.. page.Items.Select(stored => Read(stored.Value))], Next = page.Next });
    }

    public async ValueTask<CommandResult<DeadLetter>> ReplayAsync(Actor actor, string id, CancellationToken cancellationToken)
    {
        var (found, refusal) = await FindAsync(actor, id, cancellationToken).ConfigureAwait(false);
        if (found is null)
        {
            return refusal!;
        }

        var subscription = found.Value.Subscription;
        if (await _store.FindAsync(Partition.Host, SignalDocuments.Subscription, subscription, cancellationToken).ConfigureAwait(false) is null)
        {
            return CommandResults.Invalid<DeadLetter>($"No host has the subscription '{subscription}' any more.");
        }

        var revived = found.Value with { Attempts = 0, DiedAt = null, NextTryAt = timeProvider.GetUtcNow() };
        var commit = new DocumentCommit
        {
            Partition = Partition.Host,
            Puts = [SignalDocuments.Parked.Put(revived, found.Version), Audit(actor, "signal.replayed", found.Value)],
        };
        var result = await CommitAsync(commit, found.Value, cancellationToken).ConfigureAwait(false);
        hint.Notify();
        return result;
    }

    public async ValueTask<CommandResult<DeadLetter>> DiscardAsync(Actor actor, string id, CancellationToken cancellationToken)
    {
        var (found, refusal) = await FindAsync(actor, id, cancellationToken).ConfigureAwait(false);
        if (found is null)
        {
            return refusal!;
        }

        var commit = new DocumentCommit
        {
            Partition = Partition.Host,
            Puts = [Audit(actor, "signal.discarded", found.Value)],
            Deletes = [new DocumentDelete { Type = SignalDocuments.Parked, Key = id, ExpectedVersion = found.Version }],
        };
        return await CommitAsync(commit, found.Value, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<(Versioned<ParkedSignal>? Found, CommandResult<DeadLetter>? Refusal)> FindAsync(
        Actor actor, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(id);
        var decision = await access.CheckAsync(actor, Permission.ManageSignals, default, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return (null, CommandResults.Refused<DeadLetter>(decision));
        }

        var found = id.Length is 0 or > 255
            ? null
            : await _store.FindAsync(Partition.Host, SignalDocuments.Parked, id, cancellationToken).ConfigureAwait(false);
        return found?.Value.DiedAt is null ? (null, CommandResults.NotFound<DeadLetter>($"There is no dead letter '{id}'.")) : (found, null);
    }

    private async ValueTask<CommandResult<DeadLetter>> CommitAsync(DocumentCommit commit, ParkedSignal signal, CancellationToken cancellationToken)
    {
        var result = await _store.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
        return result.Outcome == CommitOutcome.Committed
            ? CommandResults.Done(Read(signal))
            : CommandResults.Conflict<DeadLetter>("The dead letter was changed meanwhile; look again.");
    }

    private DocumentPut Audit(Actor actor, string action, ParkedSignal signal) =>
        audit.Prepare(AuditEntry.Of(actor, default, action, $"signal:{signal.Key}", timeProvider) with { Before = $"{signal.Type} {signal.SignalId} about {signal.AggregateId}" });

    private static DeadLetter Read(ParkedSignal signal) => new()
    {
        Id = signal.Key,
        Subscription = signal.Subscription,
        SignalId = signal.SignalId,
        SignalType = signal.Type,
        AggregateId = signal.AggregateId,
        OccurredAt = signal.OccurredAt,
        DiedAt = signal.DiedAt ?? default,
        Attempts = signal.Attempts,
        Error = signal.Error ?? "",
        Body = signal.Body,
    };
}
