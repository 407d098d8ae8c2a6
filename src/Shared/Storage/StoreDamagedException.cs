namespace Monitoring.Storage;

/// <summary>A file of the store does not hold what was written to it. The message names the file and the place.</summary>
internal sealed class StoreDamagedException(string message, Exception? innerException = null) : MonitoringException(message, innerException);
