using System.Collections.Immutable;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Queueing;

/// <summary>The events of one request on their way to the store. Their payloads lie in memory that goes back to its pool afterwards.</summary>
internal sealed class PendingEvents(ImmutableArray<GroupedEvent> events, IDisposable payloads)
{
    // Continuations must not run on the consumer: it would store nothing meanwhile.
    private readonly TaskCompletionSource<AppendOutcome> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ImmutableArray<GroupedEvent> Events => events;

    public long Bytes { get; } = events.Sum(item => (long)item.Payload.Length);

    /// <summary>Ends when the events are durable, or will not be.</summary>
    public Task<AppendOutcome> Done => _done.Task;

    /// <summary>Gives the memory of events back that were not taken into the queue.</summary>
    public void Discard() => payloads.Dispose();

    /// <summary>Gives the memory back and lets the request go on.</summary>
    public void Complete(AppendOutcome outcome)
    {
        payloads.Dispose();
        _done.TrySetResult(outcome);
    }
}
