using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitoring.ErrorTracking.Spooling;
using Monitoring.Storage.Errors;
using Monitoring.Storage.Files;

namespace Monitoring.ErrorTracking.Tests.Spooling;

/// <summary>Makes spools and what goes into them.</summary>
internal static class Spooled
{
    public static FakeTimeProvider Time() => new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    public static EventSpool Open(IStoreFiles files, SpoolOptions? options = null, TimeProvider? time = null) =>
        new(files, options ?? new SpoolOptions(), time ?? TimeProvider.System, NullLogger<EventSpool>.Instance);

    public static SpooledEvents Request(params ImmutableArray<GroupedEvent> events) => new(events, new SameNote());

    public static SpooledEvents Request(int payload = 100) => Request(Grouped.Event() with { Payload = new byte[payload] });

    /// <summary>Hands out and finishes all that waits.</summary>
    public static List<EventId> TakeAll(EventSpool spool)
    {
        var taken = new List<EventId>();
        while (spool.TakeOldest() is { } segment)
        {
            taken.AddRange(segment.Scan.Frames.SelectMany(frame => SpoolRecord.Read(segment.RecordOf(frame.Bytes)).Events).Select(item => item.EventId));
            spool.Finish(segment);
        }

        return taken;
    }

    private sealed class SameNote : IEventNotes
    {
        public EventNote NoteOf(int index) => new("error", "");
    }
}
