namespace Monitoring.Transfer.Archives;

/// <summary>An archive is not what was written, or not whole. The message names the place.</summary>
internal sealed class ArchiveDamagedException(string message, Exception? innerException = null) : MonitoringException(message, innerException);
