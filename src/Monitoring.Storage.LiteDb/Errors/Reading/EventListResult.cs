using Monitoring.Storage.Errors;

namespace Monitoring.Storage.LiteDb.Errors.Reading;

/// <summary>Events of an issue in the order of a list.</summary>
internal sealed record EventListResult(IssueId Issue, IReadOnlyList<(EventPosition Position, StoredEvent Event)> Events);
