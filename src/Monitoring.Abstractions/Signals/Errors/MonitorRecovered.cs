namespace Monitoring.Signals.Errors;

/// <summary>A monitored job that had failed did well as often in a row as its threshold says.</summary>
public sealed record MonitorRecovered : MonitorSignal;
