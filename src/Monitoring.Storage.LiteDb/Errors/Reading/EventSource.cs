using Monitoring.Storage.Errors;

namespace Monitoring.Storage.LiteDb.Errors.Reading;

/// <summary>Gives events in the order of a list, one after the other.</summary>
internal abstract class EventSource
{
    /// <summary>Where it stands; <see langword="null"/> at the end.</summary>
    public EventPosition? Position { get; protected set; }

    /// <summary>The event that it stands at, if the list wants it, and whether its payload is kept.</summary>
    public abstract GroupedEvent? Read(out bool hasPayload);

    public abstract void MoveNext();
}
