namespace Monitoring.Signals.Errors;

/// <summary>Retention removed an issue with all it had counted.</summary>
public sealed record ErrorIssueExpired : ErrorIssueSignal;
