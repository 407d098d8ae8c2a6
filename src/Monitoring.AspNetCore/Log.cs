using Microsoft.Extensions.Logging;

namespace Monitoring.AspNetCore;

internal static partial class Log
{
    [LoggerMessage(7000, LogLevel.Error, "The call {Method} {Path} of the product API failed")]
    public static partial void ApiCallFailed(ILogger logger, Exception exception, string method, string? path);

    [LoggerMessage(7001, LogLevel.Warning, "A report to {Path} could not be read: {Reason}")]
    public static partial void IntakeBroken(ILogger logger, string? path, string reason);

    [LoggerMessage(7002, LogLevel.Warning, "A signed-in user carries none of the claims 'nameidentifier', 'sub' and 'name'; the product takes the user for nobody")]
    public static partial void UserWithoutId(ILogger logger);
}
