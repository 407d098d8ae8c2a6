using System.Collections.Immutable;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.PostgreSql.Errors.Appending;

/// <summary>The events of a batch, each id once, and which places of the batch they stand for.</summary>
internal sealed class AppendBatch
{
    private AppendBatch(ImmutableArray<GroupedEvent> events, ImmutableArray<int> firsts)
    {
        Events = events;
        Firsts = firsts;
    }

    /// <summary>The batch as it was given.</summary>
    public ImmutableArray<GroupedEvent> Events { get; }

    /// <summary>The places of events whose id does not stand before them in the batch.</summary>
    public ImmutableArray<int> Firsts { get; }

    public IEnumerable<GroupedEvent> Distinct => Firsts.Select(place => Events[place]);

    public static AppendBatch Of(ImmutableArray<GroupedEvent> events)
    {
        var ids = new HashSet<(ProjectId, EventId)>();
        return new AppendBatch(events, [.. Enumerable.Range(0, events.Length).Where(place => ids.Add((events[place].ProjectId, events[place].EventId)))]);
    }
}
