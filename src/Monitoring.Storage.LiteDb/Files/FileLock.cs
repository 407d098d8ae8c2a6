namespace Monitoring.Storage.LiteDb.Files;

/// <summary>
/// Keeps every other process away from a store's directory. LiteDB itself does not on Linux: two processes that write
/// one file lose data silently.
/// </summary>
internal static class FileLock
{
    public const string Name = "monitoring.lock";

    public static IDisposable Take(string directory)
    {
        var path = Path.Combine(directory, Name);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException exception)
        {
            throw new StorageUnavailableException(
                $"'{directory}' is in use: '{Name}' in it is locked. Only one process at a time may open this store; stop the other one or choose another directory.", exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StorageUnavailableException($"'{path}' may not be written. Give this process the right to write in '{directory}'.", exception);
        }
    }
}
