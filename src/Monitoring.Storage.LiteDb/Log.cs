using Microsoft.Extensions.Logging;

namespace Monitoring.Storage.LiteDb;

internal static partial class Log
{
    [LoggerMessage(5000, LogLevel.Information, "Opened the store in '{Directory}'.")]
    public static partial void Opened(ILogger logger, string directory);

    [LoggerMessage(5001, LogLevel.Information, "Closed the store in '{Directory}'.")]
    public static partial void Closed(ILogger logger, string directory);

    [LoggerMessage(5002, LogLevel.Information, "Cut {Bytes} bytes of an unfinished commit off '{Path}' at byte {Offset}; nobody had been told that it is durable.")]
    public static partial void JournalTailCut(ILogger logger, string path, long bytes, long offset);

    [LoggerMessage(5003, LogLevel.Error, "The journal is damaged: {Problem}")]
    public static partial void JournalDamaged(ILogger logger, string problem);

    [LoggerMessage(5004, LogLevel.Information, "Removed '{Path}', which the database does not name: it was being written when the process ended.")]
    public static partial void StrayFileRemoved(ILogger logger, string path);

    [LoggerMessage(5005, LogLevel.Error, "The store cannot be written and closes; it is opened again after {Delay}.")]
    public static partial void Faulted(ILogger logger, Exception exception, TimeSpan delay);

    [LoggerMessage(5006, LogLevel.Critical, "The store stopped writing, because what it read or wrote makes no sense. Stop the host, keep a copy of the directory, and restore it from a backup.")]
    public static partial void Damaged(ILogger logger, Exception exception);

    [LoggerMessage(5007, LogLevel.Warning, "The store could not be opened; tried again after {Delay}.")]
    public static partial void OpenFailed(ILogger logger, Exception exception, TimeSpan delay);

    [LoggerMessage(5008, LogLevel.Debug, "Packed {Events} events into {Segments} segments of {Bytes} bytes, saved {Cells} issues and hashes, in {Duration}.")]
    public static partial void Packed(ILogger logger, int events, int segments, long bytes, int cells, TimeSpan duration);

    [LoggerMessage(5009, LogLevel.Warning, "A file that is no longer needed could not be removed: '{Path}'. It is removed when the store is opened next.")]
    public static partial void NotRemoved(ILogger logger, Exception exception, string path);

    [LoggerMessage(5010, LogLevel.Information, "Filled index '{Index}' of document type '{Type}' for {Documents} documents.")]
    public static partial void IndexFilled(ILogger logger, string index, string type, int documents);

    [LoggerMessage(5019, LogLevel.Warning, "The indexes of document type '{Type}' were filled without {Documents} documents that cannot be read.")]
    public static partial void LeftOutOfIndex(ILogger logger, string type, int documents);

    [LoggerMessage(5011, LogLevel.Warning, "A blob's file could not be moved to its place: '{Path}'. It is read where it is, and moved when the store is opened next.")]
    public static partial void NotMoved(ILogger logger, Exception exception, string path);

    [LoggerMessage(5012, LogLevel.Error, "The host's order of releases failed; where it does, any event of a resolved issue brings the issue back. Said once.")]
    public static partial void ReleaseOrderFailed(ILogger logger, Exception exception);

    [LoggerMessage(5013, LogLevel.Warning, "The log of the database could not be moved into its file now; it is tried again.")]
    public static partial void CheckpointFailed(ILogger logger, Exception exception);

    [LoggerMessage(5014, LogLevel.Warning, "The store closes without having packed what it took in; it does so when it is opened next.")]
    public static partial void CloseIncomplete(ILogger logger, Exception exception);

    [LoggerMessage(5015, LogLevel.Error, "A file of the store is damaged, which goes on without what cannot be read. {Damage} Keep a copy of the directory, and put the file back from a backup. Said once for each place.")]
    public static partial void FileDamaged(ILogger logger, string damage, Exception? exception);

    [LoggerMessage(5016, LogLevel.Debug, "Made the search index of project {Project}: {Issues} issues, {Bytes} bytes, in {Duration}.")]
    public static partial void SearchIndexMade(ILogger logger, long project, int issues, long bytes, TimeSpan duration);

    [LoggerMessage(5017, LogLevel.Warning, "The search index of project {Project} would take {Bytes} bytes, and only {Room} are allowed (SearchBytes): searches of it are slow.")]
    public static partial void SearchIndexTooLarge(ILogger logger, long project, long bytes, long room);

    [LoggerMessage(5018, LogLevel.Warning, "The search index of project {Project} could not be made; the next search tries again.")]
    public static partial void SearchIndexFailed(ILogger logger, Exception exception, long project);
}
