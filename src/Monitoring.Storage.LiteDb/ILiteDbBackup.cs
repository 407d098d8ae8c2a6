namespace Monitoring.Storage.LiteDb;

/// <summary>Copies the embedded store while the host goes on. <c>UseLiteDb</c> registers it.</summary>
/// <remarks>
/// The copy is a directory that <c>UseLiteDb</c> opens. Whatever was answered before the call is in it; what comes during the call may be. Nothing waits for it, but files that are packed, merged or
/// removed meanwhile keep their room until it ends. One backup is made at a time; another waits. Safe to call on any thread.
/// </remarks>
public interface ILiteDbBackup
{
    /// <summary>Copies the store into a directory, which has its name from the moment when the copy is whole and on the disk.</summary>
    /// <param name="directory">Where to: a directory that is not there yet or is empty, outside of the store's. Its parent must be there.</param>
    /// <param name="cancellationToken">Gives up, and removes what has been copied.</param>
    /// <exception cref="ArgumentException">Something is in the directory already, it lies in the store's, or its parent is not there.</exception>
    /// <exception cref="StorageUnavailableException">A file could not be read or written, the store cannot be used, or closes; there is no copy.</exception>
    Task<LiteDbBackupResult> BackupAsync(string directory, CancellationToken cancellationToken = default);
}
