namespace Monitoring.ErrorTracking.Grouping.Inspection;

/// <summary>An event that was grouped again.</summary>
internal readonly record struct ReplayedEvent(IssueId Issue, EventId Event, int Before, int After);
