namespace Monitoring.Storage.LiteDb.Errors.Cells;

/// <summary>Where an event that is pinned belongs.</summary>
/// <param name="Hash">Its primary hash.</param>
/// <param name="Received">When it was received, UTC ticks.</param>
internal readonly record struct PinnedEvent(GroupingHash Hash, long Received);
