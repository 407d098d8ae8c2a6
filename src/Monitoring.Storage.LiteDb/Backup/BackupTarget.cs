using Monitoring.Storage.Files;
using Monitoring.Storage.LiteDb.Journal;

namespace Monitoring.Storage.LiteDb.Backup;

/// <summary>
/// The directory of a backup while it is made. It has another name until it is whole: what a killed process leaves behind is not taken for a backup, and is removed by the next one of that name.
/// </summary>
internal sealed class BackupTarget
{
    private const string Unfinished = ".unfinished";
    private const int BufferBytes = 1024 * 1024;

    private readonly string _directory;
    private readonly string _unfinished;
    private readonly PhysicalFiles _files;
    private readonly HashSet<string> _directories = new(StringComparer.Ordinal) { "" };
    private readonly byte[] _buffer = new byte[BufferBytes];

    /// <exception cref="ArgumentException">The directory cannot be one for a backup of this store.</exception>
    public BackupTarget(string directory, string store)
    {
        _directory = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        if (Within(_directory, Path.GetFullPath(store)))
        {
            throw new ArgumentException($"'{_directory}' lies in the directory of the store. Choose one outside of it, best on another disk.", nameof(directory));
        }

        if (File.Exists(_directory) || (Directory.Exists(_directory) && Directory.EnumerateFileSystemEntries(_directory).Any()))
        {
            throw new ArgumentException($"'{_directory}' is there already. A backup wants a directory of its own; choose another name, or remove it.", nameof(directory));
        }

        if (Path.GetDirectoryName(_directory) is not { } parent || !Directory.Exists(parent))
        {
            throw new ArgumentException($"The directory in which '{_directory}' is to lie is not there.", nameof(directory));
        }

        _unfinished = _directory + Unfinished;
        _files = new PhysicalFiles(_unfinished);
    }

    public int Files { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Makes the directory, in place of one that was left unfinished.</summary>
    public void Begin()
    {
        Discard();
        Directory.CreateDirectory(_unfinished);
    }

    /// <summary>Writes what must be found when the copy is opened.</summary>
    public void Write(StoreMark mark, long journal, long log)
    {
        mark.Write(_files);
        StoreTail.Create(_files, journal, log);
        Files += 2;
        Bytes += _files.Length(StoreMark.Name) + _files.Length(StoreTail.Name);
    }

    /// <summary>Copies the first bytes of a file, durably.</summary>
    /// <returns>Whether it has so many.</returns>
    public bool Copy(IStoreFile from, string path, long length, CancellationToken cancellationToken)
    {
        using var to = Create(path);
        var offset = 0L;
        while (offset < length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = from.Read(offset, _buffer.AsSpan(0, (int)Math.Min(_buffer.Length, length - offset)));
            if (read == 0)
            {
                break;
            }

            to.Write(offset, _buffer.AsSpan(0, read));
            offset += read;
        }

        to.Flush();
        Files++;
        Bytes += offset;
        return offset == length;
    }

    /// <summary>Gives the directory its name.</summary>
    public void Finish()
    {
        foreach (var directory in _directories)
        {
            _files.FlushDirectory(directory);
        }

        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory);
        }

        Directory.Move(_unfinished, _directory);
        DirectoryFlush.Flush(Path.GetDirectoryName(_directory)!);
    }

    /// <summary>Removes what is unfinished.</summary>
    public void Discard()
    {
        if (Directory.Exists(_unfinished))
        {
            Directory.Delete(_unfinished, recursive: true);
        }
    }

    private static bool Within(string directory, string store)
    {
        var relative = Path.GetRelativePath(store, directory);
        return relative == "." || !(Path.IsPathRooted(relative) || relative == ".." || relative.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
    }

    private IStoreFile Create(string path)
    {
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            if (_directories.Add(path[..slash]))
            {
                _files.CreateDirectory(path[..slash]);
            }
        }

        return _files.Create(path);
    }
}
