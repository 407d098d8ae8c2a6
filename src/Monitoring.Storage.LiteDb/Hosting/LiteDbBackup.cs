namespace Monitoring.Storage.LiteDb.Hosting;

internal sealed class LiteDbBackup(LiteDbStore store) : ILiteDbBackup
{
    public Task<LiteDbBackupResult> BackupAsync(string directory, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        return store.CallAsync(session => session.BackupAsync(directory, cancellationToken), cancellationToken).AsTask();
    }
}
