using System.Globalization;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.Sqlite.Errors.Reading;

/// <summary>Where an event stands among others: by its receipt, then by its id. Lists go from the greatest down.</summary>
internal readonly record struct EventPlace(long Received, EventId Id) : IComparable<EventPlace>
{
    /// <summary>The place before all that was received before an instant: no event has the nil id.</summary>
    public static EventPlace Before(DateTimeOffset instant) => new(instant.UtcTicks, default);

    public static EventPlace Of(StoredEvent stored) => new(stored.Event.ReceivedAt.UtcTicks, stored.Event.EventId);

    /// <summary>Reads the place of a cursor; that of the beginning without one.</summary>
    public static EventPlace Read(string? cursor, string scope, EventPlace beginning)
    {
        if (Cursor.Read(cursor, scope) is not { } read)
        {
            return beginning;
        }

        return long.TryParse(read.Place, NumberStyles.None, CultureInfo.InvariantCulture, out var received) && EventId.TryParse(read.Name, out var id)
            ? new EventPlace(received, id)
            : throw new InvalidCursorException();
    }

    public string Write(string scope) => new Cursor(Received.ToString(CultureInfo.InvariantCulture), Id.ToString()).Write(scope);

    public int CompareTo(EventPlace other) => (Received, Id).CompareTo((other.Received, other.Id));
}
