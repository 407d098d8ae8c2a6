using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Spooling;

/// <summary>Notes that lie in memory.</summary>
internal sealed class SpooledNotes(ImmutableArray<EventNote> notes) : IEventNotes
{
    public EventNote NoteOf(int index) => notes[index];
}
