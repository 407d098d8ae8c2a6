using Monitoring.Storage.Errors;

namespace Monitoring.Storage.LiteDb.Errors.Reading;

/// <summary>An event that was found and read, with the sequence by which it was appended.</summary>
internal sealed record LocatedEvent(StoredEvent Stored, long Sequence);
