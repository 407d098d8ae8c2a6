using Monitoring.ErrorTracking.Sessions.Counting;

namespace Monitoring.ErrorTracking.Sessions.Storing;

/// <summary>What became of an update, what is to be added, and in which hour.</summary>
internal sealed record SessionTaken(SessionOutcome Outcome, SessionCounts? Delta, DateTimeOffset Hour);
