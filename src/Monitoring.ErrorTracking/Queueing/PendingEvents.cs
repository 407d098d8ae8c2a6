using System.Collections.Immutable;
using Monitoring.ErrorTracking.Spooling;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Queueing;

/// <summary>The events of one request on their way to the store. Their payloads lie in memory that goes back to its pool afterwards.</summary>
/// <param name="events">The events.</param>
/// <param name="payloads">What gives the memory back.</param>
/// <param name="notes">What the spool keeps beside them; <see langword="null"/> for events that come from it and do not go there again.</param>
internal sealed class PendingEvents(ImmutableArray<GroupedEvent> events, IDisposable? payloads, IEventNotes? notes)
{
    // Continuations must not run on the consumer: it would store nothing meanwhile.
    private readonly TaskCompletionSource<AppendOutcome> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ImmutableArray<GroupedEvent> Events => events;

    public long Bytes { get; } = events.Sum(item => (long)item.Payload.Length);

    /// <summary>What the spool takes of them; <see langword="null"/> when it must not.</summary>
    public SpooledEvents? ForSpool => notes is null ? null : new SpooledEvents(events, notes);

    /// <summary>What is to be done just before the request goes on.</summary>
    public Action<PendingEvents>? Leaving { get; set; }

    /// <summary>Ends when the events are durable, or will not be.</summary>
    public Task<AppendOutcome> Done => _done.Task;

    /// <summary>Gives the memory of events back that were not taken into the queue.</summary>
    public void Discard() => payloads?.Dispose();

    /// <summary>Gives the memory back and lets the request go on.</summary>
    public void Complete(AppendOutcome outcome)
    {
        payloads?.Dispose();
        Leaving?.Invoke(this);
        _done.TrySetResult(outcome);
    }
}
