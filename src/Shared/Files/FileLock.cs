namespace Monitoring.Storage.Files;

/// <summary>
/// Keeps every other process away from a store's directory. LiteDB itself does not on Linux: two processes that write
/// one file lose data silently.
/// </summary>
internal static class FileLock
{
    public const string Name = "monitoring.lock";

    // What the system answers when somebody else has the lock: EWOULDBLOCK of Linux and of macOS, where .NET puts the error
    // itself into HResult; ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION of Windows.
    private static readonly int[] Held = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    public static IDisposable Take(string directory)
    {
        var path = Path.Combine(directory, Name);
        try
        {
            var held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            LockHolder.Write(directory);
            return held;
        }
        catch (IOException exception) when (Held.Contains(exception.HResult))
        {
            var holder = LockHolder.Read(directory) is { } known ? $" by {known}" : "";
            throw new StorageUnavailableException(
                $"'{directory}' is in use{holder}: '{Name}' in it is locked. Only one process at a time may open this store; stop the other one or choose another directory.", exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StorageUnavailableException($"'{path}' may not be written. Give this process the right to write in '{directory}'.", exception);
        }
        catch (IOException exception)
        {
            throw new StorageUnavailableException(
                $"'{path}' cannot be opened for writing: {exception.Message} The directory must lie on a file system that is there, has room and is not mounted read-only.", exception);
        }
    }
}
