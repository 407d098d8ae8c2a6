namespace Monitoring.ErrorTracking.Spooling;

/// <summary>Tells what is to be counted of the events of a request, for the spool alone: nothing is made of it while the store is there.</summary>
internal interface IEventNotes
{
    /// <summary>The note of an event.</summary>
    /// <param name="index">Its place among the events of the request.</param>
    EventNote NoteOf(int index);
}
