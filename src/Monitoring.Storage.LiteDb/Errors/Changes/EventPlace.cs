using Monitoring.Storage.LiteDb.Journal;

namespace Monitoring.Storage.LiteDb.Errors.Changes;

/// <summary>Where in the journal an event lies.</summary>
internal readonly record struct EventPlace(JournalFile File, long FrameOffset, int RecordOffset);
