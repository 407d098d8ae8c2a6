using System.Collections.Immutable;
using Monitoring.ErrorTracking.Ingest;
using Monitoring.ErrorTracking.Outcomes;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Spooling.Draining;

/// <summary>
/// Finds events that the store has. It knows their ids by itself for a day; an event that it took and did not answer for, or that was sent again, may lie in the spool for
/// longer, and would count twice then.
/// </summary>
internal sealed class StoredBefore(IErrorStore store, OutcomeCounters counters, TimeProvider timeProvider)
{
    /// <summary>Less than the day for which stores know ids, as one that was stored may have been sent again later.</summary>
    private static readonly TimeSpan Known = TimeSpan.FromHours(6);

    /// <summary>Leaves out what the store has, and counts it; younger events are left to the store.</summary>
    /// <exception cref="Storage.StorageUnavailableException">The store is away.</exception>
    public async ValueTask<SpooledEvents> WithoutAsync(SpooledEvents request, CancellationToken cancellationToken)
    {
        if (request.Events.All(item => timeProvider.GetUtcNow() - item.ReceivedAt < Known))
        {
            return request;
        }

        var events = ImmutableArray.CreateBuilder<GroupedEvent>();
        var notes = ImmutableArray.CreateBuilder<EventNote>();
        var repeated = new List<(ProjectId Project, string Category)>();
        for (var i = 0; i < request.Events.Length; i++)
        {
            var (item, note) = (request.Events[i], request.Notes.NoteOf(i));
            if (await store.GetEventAsync(item.ProjectId, item.EventId, cancellationToken).ConfigureAwait(false) is null)
            {
                events.Add(item);
                notes.Add(note);
            }
            else
            {
                repeated.Add((item.ProjectId, note.Category));
            }
        }

        repeated.ForEach(one => new ItemTally(counters, one.Project).Duplicate(one.Category));
        return repeated.Count == 0 ? request : new SpooledEvents(events.ToImmutable(), new SpooledNotes(notes.ToImmutable()));
    }
}
