namespace Monitoring.Storage.Files;

/// <summary>The real file system.</summary>
internal sealed class PhysicalFiles(string directory) : IStoreFiles
{
    private readonly string _root = Path.GetFullPath(directory);

    public IDisposable Lock()
    {
        try
        {
            Directory.CreateDirectory(_root);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException($"'{_root}' cannot be made: {exception.Message} Choose another directory, or give this process the right to make this one.", exception);
        }

        return FileLock.Take(_root);
    }

    public IStoreFile Create(string path) => Open(path, FileMode.CreateNew, FileAccess.ReadWrite);

    public IStoreFile OpenRead(string path) => Open(path, FileMode.Open, FileAccess.Read);

    public IStoreFile? TryOpenRead(string path)
    {
        try
        {
            return OpenRead(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public IStoreFile OpenWrite(string path) => Open(path, FileMode.Open, FileAccess.ReadWrite);

    public IReadOnlyList<string> List(string directory) => Names(Full(directory), Directory.EnumerateFiles);

    public IReadOnlyList<string> ListDirectories(string directory) => Names(Full(directory), Directory.EnumerateDirectories);

    public bool Exists(string path) => File.Exists(Full(path));

    public long Length(string path) => new FileInfo(Full(path)) is { Exists: true } file ? file.Length : 0;

    public void CreateDirectory(string path) => Directory.CreateDirectory(Full(path));

    public void Move(string from, string to) => File.Move(Full(from), Full(to), overwrite: true);

    public void Delete(string path) => File.Delete(Full(path));

    public void DeleteDirectoryIfEmpty(string path)
    {
        var full = Full(path);
        if (Directory.Exists(full) && !Directory.EnumerateFileSystemEntries(full).Any())
        {
            Directory.Delete(full);
        }
    }

    public void FlushDirectory(string path) => DirectoryFlush.Flush(Full(path));

    private static string[] Names(string full, Func<string, IEnumerable<string>> entries) =>
        Directory.Exists(full) ? [.. entries(full).Select(entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal)] : [];

    private string Full(string path) => Path.Combine(_root, path);

    private PhysicalFile Open(string path, FileMode mode, FileAccess access) =>
        new(File.OpenHandle(Full(path), mode, access, FileShare.ReadWrite | FileShare.Delete));
}
