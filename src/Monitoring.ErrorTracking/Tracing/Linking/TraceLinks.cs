using System.Collections.Concurrent;
using System.Collections.Immutable;
using Monitoring.ErrorTracking.Outcomes;
using Monitoring.ErrorTracking.Tracing.Reading;

namespace Monitoring.ErrorTracking.Tracing.Linking;

/// <summary>
/// Notes which errors and transactions belong to which traces. No more than a place in a queue for each event; <see cref="TraceLinkWriter"/> brings them
/// to the store.
/// </summary>
/// <remarks>Safe to call on many threads. Bounded: what finds no place is not linked, and counted.</remarks>
internal sealed class TraceLinks(RecentTraces recent, SlowestGate gate, OutcomeCounters counters)
{
    /// <summary>The category of links in outcomes.</summary>
    public const string Category = "trace_link";

    private const int MaxWaiting = 50_000;

    private readonly ConcurrentQueue<(ProjectId Project, TraceEntry Entry)> _waiting = new();
    private int _count;

    /// <summary>What is not written yet. Taken by whoever writes it.</summary>
    public ImmutableArray<(ProjectId Project, TraceEntry Entry)> Waiting => [.. _waiting];

    /// <summary>Notes an error that is durable.</summary>
    /// <param name="project">The project.</param>
    /// <param name="traceId">The trace as the error names it; nothing is noted when it names none.</param>
    /// <param name="error">The error.</param>
    public void SeeError(ProjectId project, string? traceId, TraceError error)
    {
        if (traceId is null || TraceIds.Normalise(traceId) is not { } trace)
        {
            return;
        }

        recent.See(project, trace);
        Add(project, new TraceEntry { TraceId = trace, Error = error });
    }

    /// <summary>Notes a transaction that is durable, if it is slow for its name, or this host has seen an error in its trace.</summary>
    public void See(ProjectId project, TraceTransaction transaction)
    {
        var traceId = transaction.Sample.TraceId;
        if (traceId.Length > 0 && (gate.Passes(project, transaction) || recent.Contains(project, traceId)))
        {
            Add(project, new TraceEntry { TraceId = traceId, Transaction = transaction });
        }
    }

    /// <summary>Forgets entries, the first that waited, once they are written.</summary>
    public void Forget(int count)
    {
        while (count > 0 && _waiting.TryDequeue(out _))
        {
            Interlocked.Decrement(ref _count);
            count--;
        }
    }

    /// <summary>Counts entries that are not written.</summary>
    public void Lose(ProjectId project, int count) => counters.Add(project, Category, OutcomeKind.RateLimited, "too_many_links", count);

    private void Add(ProjectId project, TraceEntry entry)
    {
        // Counted here: the queue's own count looks at each of its parts.
        if (Interlocked.Increment(ref _count) > MaxWaiting)
        {
            Interlocked.Decrement(ref _count);
            Lose(project, 1);
            return;
        }

        _waiting.Enqueue((project, entry));
    }
}
