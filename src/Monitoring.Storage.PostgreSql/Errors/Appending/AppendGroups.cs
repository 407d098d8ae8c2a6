using System.Collections.Immutable;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.PostgreSql.Errors.Appending;

/// <summary>
/// Puts batches of callers that come at once into one transaction: while some are under way, those that come meanwhile are packed and wait together. So many small batches
/// share the work that each issue costs, and the wait for the disk; one that comes alone waits for nobody.
/// </summary>
internal sealed class AppendGroups(
    Func<ImmutableArray<GroupedEvent>, PackedAppend> pack, Func<IReadOnlyList<PackedAppend>, ValueTask<ImmutableArray<EventAppendResult>>> run)
{
    // One has the rows of the issues, the other sends what is large. With more of them fewer batches come together, and each issue is written for each of them.
    private const int UnderWay = 2;
    private const int MaxEvents = 1_000;

    private readonly Lock _lock = new();
    private readonly Queue<Caller> _waiting = [];
    private int _running;

    /// <summary>Appends a batch, with others or alone. A caller that stops waiting does not stop the append.</summary>
    public async ValueTask<ImmutableArray<EventAppendResult>> AppendAsync(ImmutableArray<GroupedEvent> events, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var caller = new Caller(pack(events), cancellationToken);
        lock (_lock)
        {
            _waiting.Enqueue(caller);
            if (_running < UnderWay)
            {
                _running++;
                _ = Task.Run(RunAsync, CancellationToken.None);
            }
        }

        return await caller.Answer.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        while (Take() is { Count: > 0 } group)
        {
            try
            {
                var answers = await run([.. group.Select(caller => caller.Append)]).ConfigureAwait(false);
                var first = 0;
                foreach (var caller in group)
                {
                    caller.Answer.TrySetResult(answers.Slice(first, caller.Append.Events.Length));
                    first += caller.Append.Events.Length;
                }
            }
            catch (Exception exception) when (exception is StorageUnavailableException || group.Count == 1)
            {
                group.ForEach(caller => caller.Answer.TrySetException(exception));
            }
            catch (Exception)
            {
                await RunEachAsync(group).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Something is wrong with one of them, for which the others are not to blame.</summary>
    private async Task RunEachAsync(List<Caller> group)
    {
        foreach (var caller in group)
        {
            try
            {
                caller.Answer.TrySetResult(await run([caller.Append]).ConfigureAwait(false));
            }
            catch (Exception exception)
            {
                caller.Answer.TrySetException(exception);
            }
        }
    }

    private List<Caller> Take()
    {
        var group = new List<Caller>();
        var events = 0;
        lock (_lock)
        {
            while (_waiting.TryPeek(out var next) && (group.Count == 0 || events + next.Append.Events.Length <= MaxEvents))
            {
                _waiting.Dequeue();
                if (!next.Cancellation.IsCancellationRequested)
                {
                    group.Add(next);
                    events += next.Append.Events.Length;
                }
            }

            _running -= group.Count == 0 ? 1 : 0;
        }

        return group;
    }

    private sealed record Caller(PackedAppend Append, CancellationToken Cancellation)
    {
        public TaskCompletionSource<ImmutableArray<EventAppendResult>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
