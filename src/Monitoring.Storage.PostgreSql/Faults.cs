using Npgsql;

namespace Monitoring.Storage.PostgreSql;

/// <summary>Tells what the database refused for now from what is a fault of this code.</summary>
internal static class Faults
{
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>Whether the transaction lost against another one and is to be run again at once.</summary>
    public static bool IsLostRace(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable };

    /// <summary>Whether the database is away, is ending or beginning, is full, or took too long.</summary>
    public static bool MayPass(Exception exception) => exception switch
    {
        PostgresException postgres => IsLostRace(postgres) || postgres.IsTransient || postgres.SqlState is
            PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory
            or PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InvalidCatalogName,
        NpgsqlException => true,
        TimeoutException => true,
        _ => false,
    };

    /// <summary>What callers are told.</summary>
    public static StorageUnavailableException Translate(Exception exception) => exception switch
    {
        StorageUnavailableException unavailable => unavailable,
        PostgresException postgres => new StorageUnavailableException($"The database refused: {postgres.SqlState} {postgres.MessageText}", exception) { RetryAfter = RetryAfter },
        _ => new StorageUnavailableException($"The database cannot be reached: {exception.Message}", exception) { RetryAfter = RetryAfter },
    };
}
