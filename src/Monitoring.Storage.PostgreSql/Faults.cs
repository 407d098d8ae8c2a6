using Npgsql;

namespace Monitoring.Storage.PostgreSql;

/// <summary>Tells what the database refused for now from what is a fault of this code.</summary>
internal static class Faults
{
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>Whether the transaction lost against another one and is to be run again at once.</summary>
    public static bool IsLostRace(Exception exception) => exception is LostRaceException
        or PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable };

    /// <summary>Whether the database is away, is ending or beginning, is full, or took too long.</summary>
    public static bool MayPass(Exception exception) => exception switch
    {
        PostgresException postgres => IsLostRace(postgres) || postgres.IsTransient || IsEnding(postgres) || postgres.SqlState is
            PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory
            or PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InvalidCatalogName,
        NpgsqlException or LostRaceException => true,
        TimeoutException => true,
        _ => false,
    };

    /// <summary>Whether the same may well succeed in a moment on another connection. What took too long would do so again.</summary>
    public static bool MayPassSoon(Exception exception) => exception switch
    {
        PostgresException postgres => postgres.IsTransient || IsEnding(postgres) || IsOfStandby(postgres),
        NpgsqlException npgsql => npgsql.InnerException is not TimeoutException,
        _ => false,
    };

    /// <summary>Whether the connection leads to what is not the primary, or not any more: others to it are of no use either.</summary>
    public static bool IsOfStandby(Exception exception) => exception is PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction };

    /// <summary>What callers are told.</summary>
    public static StorageUnavailableException Translate(Exception exception) => exception switch
    {
        StorageUnavailableException unavailable => unavailable,
        PostgresException postgres => new StorageUnavailableException($"The database refused: {postgres.SqlState} {postgres.MessageText}", exception) { RetryAfter = RetryAfter },
        _ => new StorageUnavailableException($"The database cannot be reached: {exception.Message}", exception) { RetryAfter = RetryAfter },
    };

    /// <summary>Whether the server ended the session, by itself, as it ends, or as the session begins: on a full disk it cannot write down what a session begins with.</summary>
    private static bool IsEnding(PostgresException exception) => exception.SqlState is
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or "25P03" or "57P05"
        || exception is { SqlState: PostgresErrorCodes.InternalError, InvariantSeverity: "FATAL" };
}
