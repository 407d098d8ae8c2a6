namespace Monitoring.Transfer;

/// <summary>A move refuses its target.</summary>
internal sealed class TargetInUseException(string message) : MonitoringException(message);
