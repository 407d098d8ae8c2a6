using Microsoft.Extensions.Logging;

namespace Monitoring.Core;

/// <summary>What the shared runtime logs: events 8000 to 8999.</summary>
internal static partial class Log
{
    [LoggerMessage(8000, LogLevel.Warning, "A refusal could not be written to the audit log.")]
    public static partial void RefusalNotAudited(ILogger logger, Exception exception);
}
