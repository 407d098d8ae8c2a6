using System.Collections.Immutable;
using Monitoring.Storage;
using Monitoring.Storage.Codecs;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Spooling;

/// <summary>The bytes of a request's events in the spool.</summary>
internal static class SpoolRecord
{
    private const byte Format = 1;

    public static void Write(ByteWriter writer, SpooledEvents request)
    {
        writer.Byte(Format);
        writer.Count(request.Events.Length);
        for (var i = 0; i < request.Events.Length; i++)
        {
            var note = request.Notes.NoteOf(i);
            EventCodec.Write(writer, request.Events[i]);
            writer.Text(note.Category);
            writer.Text(note.Sampling);
            writer.Bytes(request.Events[i].Payload.Span);
        }
    }

    /// <summary>Reads a record; the payloads lie in its bytes.</summary>
    /// <exception cref="StoreDamagedException">These bytes are no record, or one of a newer version.</exception>
    public static SpooledEvents Read(ReadOnlyMemory<byte> bytes)
    {
        var reader = new ByteReader(bytes.Span, "A record of the spool");
        reader.Format(Format);
        var count = reader.Items(EventId.ByteLength);
        var events = ImmutableArray.CreateBuilder<GroupedEvent>(count);
        var notes = ImmutableArray.CreateBuilder<EventNote>(count);
        for (var i = 0; i < count; i++)
        {
            var read = EventCodec.Read(ref reader);
            notes.Add(new EventNote(reader.Text(), reader.Text()));
            var length = reader.Bytes().Length;
            events.Add(read with { Payload = bytes.Slice(reader.Position - length, length) });
        }

        return reader.IsAtEnd
            ? new SpooledEvents(events.MoveToImmutable(), new SpooledNotes(notes.MoveToImmutable()))
            : throw reader.Damaged("something follows the last event");
    }
}
