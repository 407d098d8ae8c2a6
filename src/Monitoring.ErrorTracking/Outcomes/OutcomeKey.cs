namespace Monitoring.ErrorTracking.Outcomes;

/// <summary>What is counted together within an hour of a project.</summary>
internal readonly record struct OutcomeKey(string Category, OutcomeKind Outcome, string Reason);
