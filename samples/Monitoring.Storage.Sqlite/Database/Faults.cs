using Microsoft.Data.Sqlite;

namespace Monitoring.Storage.Sqlite.Database;

/// <summary>Makes of the engine's faults the one exception that callers of a store expect.</summary>
internal static class Faults
{
    private const int Full = 13;
    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    public static StorageUnavailableException Translate(Exception exception) => exception switch
    {
        SqliteException { SqliteErrorCode: Corrupt or NotADatabase } => new StorageUnavailableException(
            $"The database is damaged: {exception.Message} Stop the host, keep a copy of the file, and restore it from a backup.", exception)
        {
            RetryAfter = TimeSpan.FromMinutes(1),
        },
        SqliteException { SqliteErrorCode: Full } => new StorageUnavailableException($"The disk of the database is full: {exception.Message} Make room.", exception),
        _ => new StorageUnavailableException($"The database cannot be used: {exception.Message}", exception),
    };
}
