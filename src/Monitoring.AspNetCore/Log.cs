using Microsoft.Extensions.Logging;

namespace Monitoring.AspNetCore;

internal static partial class Log
{
    [LoggerMessage(7000, LogLevel.Error, "The call {Method} {Path} of the product API failed")]
    public static partial void ApiCallFailed(ILogger logger, Exception exception, string method, string? path);

    [LoggerMessage(7001, LogLevel.Warning, "A report to {Path} could not be read: {Reason}")]
    public static partial void IntakeBroken(ILogger logger, string? path, string reason);

    [LoggerMessage(7005, LogLevel.Warning, "{Reports} more reports could not be read since this was last said; the outcomes of the projects tell which")]
    public static partial void IntakeStillBroken(ILogger logger, long reports);

    [LoggerMessage(7003, LogLevel.Information, "Project {Path}: an SDK reports to it with the DSN {Dsn}")]
    public static partial void ProjectReady(ILogger logger, string path, string dsn);

    [LoggerMessage(7004, LogLevel.Warning, "The DSNs of the projects could not be read")]
    public static partial void DsnsUnknown(ILogger logger, Exception exception);

    [LoggerMessage(7002, LogLevel.Warning, "A signed-in user carries none of the claims 'nameidentifier', 'sub' and 'name'; the product takes the user for nobody")]
    public static partial void UserWithoutId(ILogger logger);
}
