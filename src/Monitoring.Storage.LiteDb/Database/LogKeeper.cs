using Microsoft.Extensions.Logging;
using Monitoring.Storage.Files;

namespace Monitoring.Storage.LiteDb.Database;

/// <summary>
/// Keeps the database's log short: LiteDB moves it into the file by itself only when a commit finds no reader, and it
/// grows without bound otherwise.
/// </summary>
internal sealed class LogKeeper(DatabaseFile database, IStoreFiles files, ILogger logger)
{
    /// <summary>From this length on the log is moved as soon as nothing waits to be written.</summary>
    public const long IdleBytes = 2 * 1024 * 1024;

    /// <summary>From this length on it is moved in any case.</summary>
    public const long MaxBytes = 32 * 1024 * 1024;

    private volatile bool _isHeld;

    /// <summary>Whether the log stays as long as it gets and the data file as it is; while a backup copies them.</summary>
    public bool IsHeld
    {
        get => _isHeld;
        set => _isHeld = value;
    }

    /// <summary>On the writing thread, between transactions.</summary>
    public void AfterWrite(bool isIdle)
    {
        if (IsHeld || files.Length(DatabaseFile.LogName) < (isIdle ? IdleBytes : MaxBytes))
        {
            return;
        }

        try
        {
            database.Checkpoint();
        }
        catch (TimeoutException exception)
        {
            Log.CheckpointFailed(logger, exception);
        }
    }
}
