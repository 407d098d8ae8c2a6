using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using Monitoring.Storage.Documents;
using Monitoring.Testing.Rendering;
using Xunit;

namespace Monitoring.Testing.Models;

/// <summary>Takes a store and the model through the same steps and compares what both answer.</summary>
/// <param name="store">The store as it is open now.</param>
/// <param name="time">The store's clock.</param>
/// <param name="reopen">Closes, or crashes, and opens the store.</param>
internal sealed class DocumentRun(Func<IDocumentStore> store, FakeTimeProvider time, Func<bool, ValueTask> reopen)
{
    private readonly Possibilities<DocumentModel, DocumentCommand, DocumentAnswer> _states =
        new(new DocumentModel(), (state, command, answer) => state.Explain(command, answer, time.GetUtcNow()), state => state.Fingerprint());

    private DocumentModel Model => _states.Any;

    public async Task RunAsync(ImmutableArray<DocumentOperation> operations, CancellationToken cancellationToken)
    {
        foreach (var operation in operations)
        {
            await StepAsync(operation, cancellationToken);
        }

        await CompareAsync(cancellationToken);
    }

    private async ValueTask StepAsync(DocumentOperation operation, CancellationToken cancellationToken)
    {
        switch (operation)
        {
            case DocumentOperation.Advance advance:
                time.Advance(advance.By);
                return;
            case DocumentOperation.Reopen opening:
                await reopen(opening.Crash);
                await CompareAsync(cancellationToken);
                return;
        }

        var steps = operation is DocumentOperation.AtOnce atOnce ? atOnce.Operations : [operation];
        await ExplainAsync(operation, Disturb([.. steps.Select(Resolve).OfType<DocumentCommand>()]), cancellationToken);
    }

    /// <summary>Tells queries which keys the commits at the same time touch.</summary>
    private static ImmutableArray<DocumentCommand> Disturb(ImmutableArray<DocumentCommand> commands)
    {
        var touched = commands.OfType<DocumentCommand.Commit>()
            .SelectMany(commit => commit.Value.Puts.Select(put => put.Key).Concat(commit.Value.Deletes.Select(delete => delete.Key)))
            .ToImmutableHashSet();
        return [.. commands.Select(command => command is DocumentCommand.Query query ? query with { Disturbed = touched } : command)];
    }

    private async ValueTask ExplainAsync(DocumentOperation operation, ImmutableArray<DocumentCommand> commands, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(commands.Select(command => Task.Run(async () => await AnswerAsync(command, cancellationToken), cancellationToken)));
        _states.Explain($"{operation}", commands, answers);
        if (commands.Length > 1)
        {
            await CompareAsync(cancellationToken);
        }
    }

    private async ValueTask<DocumentAnswer> AnswerAsync(DocumentCommand command, CancellationToken cancellationToken)
    {
        switch (command)
        {
            case DocumentCommand.Commit commit:
                return new DocumentAnswer { Commit = await store().CommitAsync(commit.Value, cancellationToken) };
            case DocumentCommand.Claim claim:
                return new DocumentAnswer { Claims = await store().ClaimDueAsync(claim.Kind, "owner", claim.LeaseFor, claim.Max, cancellationToken) };
            case DocumentCommand.Acquire acquire:
                return new DocumentAnswer { Lease = await store().AcquireLeaseAsync(acquire.Name, acquire.Owner, acquire.LeaseFor, cancellationToken) };
            case DocumentCommand.Release release:
                await store().ReleaseLeaseAsync(release.Lease, cancellationToken);
                return new DocumentAnswer();
            case DocumentCommand.Query query:
                var (found, firstPage) = await SearchAsync(query.Value, cancellationToken);
                return new DocumentAnswer { Found = found, FirstPage = firstPage };
            case DocumentCommand.Trim trim:
                var there = await store().ReadSignalsAsync(0, trim.Count, cancellationToken);
                await store().TrimSignalsAsync(there[^1].Position, cancellationToken);
                return new DocumentAnswer();
            default:
                throw new ArgumentException($"'{command}' is no command.");
        }
    }

    /// <summary>Gives a step its meaning in the present state; <see langword="null"/> when it has none.</summary>
    private DocumentCommand? Resolve(DocumentOperation operation) => operation switch
    {
        DocumentOperation.Commit commit => new DocumentCommand.Commit(Resolve(commit)),
        DocumentOperation.Claim claim => new DocumentCommand.Claim(claim.Kind, claim.Max, DocumentOperations.LeaseFor),
        DocumentOperation.Acquire acquire => new DocumentCommand.Acquire(acquire.Name, acquire.Owner, DocumentOperations.LeaseFor),
        DocumentOperation.Release release => Pick(Model.GivenLeases, release.Lease) is { } lease ? new DocumentCommand.Release(lease) : null,
        DocumentOperation.Trim trim when Model.Signals.Count > 0 => new DocumentCommand.Trim(Math.Min(trim.Count, Model.Signals.Count)),
        DocumentOperation.Query query => new DocumentCommand.Query(new DocumentQuery
        {
            Partition = query.Partition,
            Type = Ticket.Type,
            Index = query.Index,
            Ranges = query.Ranges,
            Descending = query.Descending,
            Limit = query.Limit,
        }, []),
        _ => null,
    };

    private DocumentCommit Resolve(DocumentOperation.Commit commit)
    {
        var value = commit.Value;
        var touched = value.Puts.Select(put => put.Key).Concat(value.Deletes.Select(delete => delete.Key)).ToHashSet();
        var shift = time.GetUtcNow() - DocumentOperations.Reference;
        var completed = Pick(Model.GivenClaims, commit.Completed);
        return value with
        {
            Puts = [.. value.Puts.Select(put => put with { ExpectedVersion = Version(value.Partition, put.Key, commit.Puts) })],
            Deletes = [.. value.Deletes.Select(delete => delete with { ExpectedVersion = Version(value.Partition, delete.Key, commit.Deletes) })],
            Checks = commit.Checked is { } key && !touched.Contains(key)
                ? [new DocumentCheck { Type = Ticket.Type, Key = key, ExpectedVersion = Version(value.Partition, key, Expectation.Current)!.Value }]
                : [],
            Timers = [.. value.Timers.Select(timer => timer with { DueAt = timer.DueAt + shift })],
            CancelledTimers = commit.Cancelled is { } cancelled ? [new TimerKey { Kind = "snooze", Key = cancelled }] : [],
            CompletedTimers = completed?.Partition == value.Partition ? [completed] : [],
            Fence = Pick(Model.GivenLeases, commit.Fence),
        };
    }

    private long? Version(Partition partition, string key, Expectation expectation)
    {
        var current = Model.Find(partition, Ticket.Type.Name, key)?.Version ?? 0;
        return expectation switch
        {
            Expectation.Current => current,
            Expectation.Absent => 0,
            Expectation.Stale => current + 1,
            _ => null,
        };
    }

    private static T? Pick<T>(ImmutableList<T> given, int? number)
        where T : class => given.IsEmpty || number is null ? null : given[number.Value % given.Count];

    private async ValueTask<(ImmutableArray<StoredDocument> Found, int FirstPage)> SearchAsync(DocumentQuery query, CancellationToken cancellationToken)
    {
        var first = await store().QueryAsync(query, cancellationToken);
        var found = first.Items.ToBuilder();
        for (var next = first.Next; next is not null;)
        {
            var page = await store().QueryAsync(query with { Cursor = next }, cancellationToken);
            found.AddRange(page.Items);
            next = page.Next;
        }

        return (found.ToImmutable(), first.Items.Length);
    }

    private async ValueTask<List<string>> SignalsAsync(CancellationToken cancellationToken)
    {
        var read = new List<StoredSignal>();
        while (await store().ReadSignalsAsync(read.Count == 0 ? 0 : read[^1].Position, 7, cancellationToken) is { IsEmpty: false } next)
        {
            read.AddRange(next);
        }

        return [.. read.Select(RenderDocuments.Signal)];
    }

    private ValueTask CompareAsync(CancellationToken cancellationToken) => _states.CompareAsync(state => CompareAsync(state, cancellationToken));

    /// <summary>Reads all that can be seen of the store without changing it, in every way there is.</summary>
    private async ValueTask CompareAsync(DocumentModel model, CancellationToken cancellationToken)
    {
        Assert.Equal(model.Signals, await SignalsAsync(cancellationToken));
        foreach (var (partition, type, key) in model.Versions.Keys)
        {
            var stored = await store().GetAsync(partition, Ticket.Type, key, cancellationToken);
            Same($"document {type} '{key}' of partition {partition}", RenderDocuments.Document(model.Find(partition, type, key)), RenderDocuments.Document(stored));
        }

        foreach (var partition in model.Versions.Keys.Select(key => key.Item1).Distinct())
        {
            foreach (var index in Ticket.Type.Indexes)
            {
                var query = new DocumentQuery { Partition = partition, Type = Ticket.Type, Index = index.Name, Limit = 6 };
                var found = (await SearchAsync(query, cancellationToken)).Found;
                Same($"index '{index.Name}' of partition {partition}", Render.List(model.Search(query), RenderDocuments.Document), Render.List(found, RenderDocuments.Document));
            }
        }
    }

    private static void Same(string what, string expected, string actual)
    {
        if (Difference.Find(what, expected, actual) is { } difference)
        {
            Assert.Fail(difference);
        }
    }
}
