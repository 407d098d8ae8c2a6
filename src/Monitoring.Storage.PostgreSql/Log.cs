using Microsoft.Extensions.Logging;

namespace Monitoring.Storage.PostgreSql;

internal static partial class Log
{
    [LoggerMessage(5100, LogLevel.Information, "Opened the store in schema '{Schema}' at version {Version}.")]
    public static partial void Opened(ILogger logger, string schema, int version);

    [LoggerMessage(5101, LogLevel.Information, "Brought schema '{Schema}' from version {From} to {To}.")]
    public static partial void Migrated(ILogger logger, string schema, int from, int to);

    [LoggerMessage(5102, LogLevel.Warning, "The database could not be used; tried again after {Delay}.")]
    public static partial void Retrying(ILogger logger, Exception exception, TimeSpan delay);

    [LoggerMessage(5103, LogLevel.Error, "Upkeep of the database failed; it is tried again at the next turn.")]
    public static partial void UpkeepFailed(ILogger logger, Exception exception);

    [LoggerMessage(5104, LogLevel.Information, "Dropped '{Partition}', whose events no project keeps.")]
    public static partial void Dropped(ILogger logger, string partition);

    [LoggerMessage(5105, LogLevel.Error, "The host's order of releases failed; where it does, any event of a resolved issue brings the issue back. Said once.")]
    public static partial void ReleaseOrderFailed(ILogger logger, Exception exception);

    [LoggerMessage(5106, LogLevel.Information, "Filled the indexes of document type '{Type}' for {Documents} documents that another version had put.")]
    public static partial void IndexesFilled(ILogger logger, string type, int documents);

    [LoggerMessage(5107, LogLevel.Warning, "The indexes of document type '{Type}' were filled without {Documents} documents that cannot be read.")]
    public static partial void LeftOutOfIndex(ILogger logger, string type, int documents);
}
