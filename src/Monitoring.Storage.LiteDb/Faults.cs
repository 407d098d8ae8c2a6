using LiteDB;

namespace Monitoring.Storage.LiteDb;

/// <summary>Tells faults that pass, such as a full disk, from those that do not.</summary>
internal static class Faults
{
    // EIO on Unix, where .NET puts the error itself into HResult; ERROR_CRC on Windows.
    private const int InputOutputError = 5;
    private const int DataError = unchecked((int)0x80070017);

    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>Whether opening the store again may help.</summary>
    public static bool MayPass(Exception exception) => exception switch
    {
        IOException or UnauthorizedAccessException => true,
        StorageUnavailableException => true,

        // LiteDB wraps faults of the file, and gives up a lock that it could not have.
        LiteException lite => lite.ErrorCode == LiteException.LOCK_TIMEOUT || (lite.InnerException is { } inner && MayPass(inner)),
        _ => false,
    };

    /// <summary>Whether a disk could not give back what it was given: reading again does not help.</summary>
    public static bool IsBrokenMedium(IOException exception) => exception.HResult is InputOutputError or DataError;

    /// <summary>What callers are told of a place that cannot be read, while the store goes on.</summary>
    public static StorageUnavailableException Unreadable(StoreDamagedException damage) =>
        new($"A file of the store is damaged and this cannot be read: {damage.Message} Keep a copy of the directory, and restore it from a backup.", damage)
        {
            RetryAfter = TimeSpan.FromMinutes(1),
        };

    /// <summary>What callers are told.</summary>
    public static StorageUnavailableException Translate(Exception exception) => exception switch
    {
        StorageUnavailableException unavailable => unavailable,
        _ when MayPass(exception) => new StorageUnavailableException($"The store cannot be written: {exception.Message}", exception) { RetryAfter = RetryAfter },
        _ => new StorageUnavailableException(
            $"The store stopped writing, because a file of it is damaged or LiteDB failed: {exception.Message} "
            + "Stop the host, keep a copy of the directory, and start the host again; when that fails too, restore a backup or begin with an empty directory.",
            exception)
        { RetryAfter = TimeSpan.FromMinutes(1) },
    };
}
