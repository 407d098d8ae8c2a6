namespace Monitoring.Storage.Files;

/// <summary>
/// The file system as the store uses it. Paths are relative to the store's directory, with forward slashes. A test puts
/// one in its place that loses what was not flushed.
/// </summary>
internal interface IStoreFiles
{
    /// <summary>Takes the directory for this process alone, until it is disposed.</summary>
    /// <exception cref="StorageUnavailableException">Another process has it.</exception>
    IDisposable Lock();

    /// <summary>Makes a new file; it is durable by name after <see cref="FlushDirectory"/>.</summary>
    IStoreFile Create(string path);

    IStoreFile OpenRead(string path);

    /// <summary>Opens a file for reading, or answers <see langword="null"/> when it is not there.</summary>
    IStoreFile? TryOpenRead(string path);

    IStoreFile OpenWrite(string path);

    /// <summary>The names of the files in a directory, in ordinal order; none when it is not there.</summary>
    IReadOnlyList<string> List(string directory);

    /// <summary>The names of the directories in a directory, in ordinal order; none when it is not there.</summary>
    IReadOnlyList<string> ListDirectories(string directory);

    bool Exists(string path);

    /// <summary>The length of a file in bytes; 0 when it is not there.</summary>
    long Length(string path);

    void CreateDirectory(string path);

    void Move(string from, string to);

    void Delete(string path);

    /// <summary>Removes a directory if nothing is in it.</summary>
    void DeleteDirectoryIfEmpty(string path);

    /// <summary>Makes durable which names are in a directory.</summary>
    void FlushDirectory(string path);
}
