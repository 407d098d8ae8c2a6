using Monitoring.Storage;
using Monitoring.Storage.Files;

namespace Monitoring.TestData.Disks;

/// <summary>
/// A disk that keeps only what was flushed. Its power goes at a chosen operation; from then on every operation fails, and
/// <see cref="Restart"/> gives what is found afterwards: flushed bytes and names, and of the others a random part.
/// </summary>
internal sealed class SimulatedDisk : IStoreFiles
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SimulatedContent> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SimulatedContent> _durableNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> _directories = new(StringComparer.Ordinal) { "" };

    // What has happened to names since the directory was flushed, in order: a file system writes its journal in order.
    private readonly List<(string Directory, Action<Dictionary<string, SimulatedContent>> Change)> _pendingNames = [];
    private bool _isLocked;
    private long _operations;

    /// <summary>At which operation the power goes; never when it is not set.</summary>
    public long? PowerGoesAt { get; set; }

    public long Operations => _operations;

    /// <summary>Which operations fail, as those of a full or a broken disk do.</summary>
    public Predicate<DiskOperation>? Fails { get; set; }

    /// <summary>Whether a flush that fails drops what it should have written: programs still read it, and the next flush succeeds without it.</summary>
    public bool DropsWhenFlushFails { get; set; }

    public bool IsOut => _operations >= PowerGoesAt;

    /// <summary>What is left of the disk when the power comes back.</summary>
    public SimulatedDisk Restart(Random random)
    {
        lock (_lock)
        {
            var names = new Dictionary<string, SimulatedContent>(_durableNames, StringComparer.Ordinal);
            foreach (var directory in _pendingNames.GroupBy(pending => pending.Directory))
            {
                var survivors = random.Next(directory.Count() + 1);
                foreach (var (_, change) in directory.Take(survivors))
                {
                    change(names);
                }
            }

            var left = new SimulatedDisk();
            foreach (var (path, content) in names)
            {
                var survived = content.AfterPowerLoss(random);
                left._names.Add(path, survived);
                left._durableNames.Add(path, survived);
            }

            left._directories.UnionWith(_directories);
            left._directories.UnionWith(names.Keys.Select(DirectoryOf));
            return left;
        }
    }

    public IDisposable Lock()
    {
        lock (_lock)
        {
            if (_isLocked)
            {
                throw new StorageUnavailableException("The simulated disk is locked.");
            }

            _isLocked = true;
            return new Unlock(this);
        }
    }

    public IStoreFile Create(string path) => Operate(() =>
    {
        if (_names.ContainsKey(path))
        {
            throw new IOException($"'{path}' is there.");
        }

        var content = new SimulatedContent();
        ChangeNames(path, names => names[path] = content);
        return new SimulatedFile(this, content);
    }, DiskOperation.Grow);

    public IStoreFile OpenRead(string path) => OpenWrite(path);

    public IStoreFile? TryOpenRead(string path) => Operate(() => _names.TryGetValue(path, out var content) ? new SimulatedFile(this, content) : null);

    public IStoreFile OpenWrite(string path) => TryOpenRead(path) ?? throw new FileNotFoundException($"'{path}' is not there.");

    public IReadOnlyList<string> List(string directory) => Operate(() =>
        _names.Keys.Where(path => DirectoryOf(path) == directory).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToList());

    public IReadOnlyList<string> ListDirectories(string directory) => Operate(() =>
        _directories.Where(path => path.Length > 0 && DirectoryOf(path) == directory).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToList());

    public bool Exists(string path) => Operate(() => _names.ContainsKey(path));

    public long Length(string path) => Operate(() => _names.TryGetValue(path, out var content) ? content.Length : 0);

    public void CreateDirectory(string path) => Operate(() => _directories.Add(path));

    public void Move(string from, string to) => Operate(() =>
    {
        var content = _names.TryGetValue(from, out var found) ? found : throw new FileNotFoundException($"'{from}' is not there.");
        ChangeNames(to, names =>
        {
            names.Remove(from);
            names[to] = content;
        });
        return true;
    });

    public void Delete(string path) => Operate(() =>
    {
        ChangeNames(path, names => names.Remove(path));
        return true;
    });

    public void DeleteDirectoryIfEmpty(string path) => Operate(() => !_names.Keys.Any(name => DirectoryOf(name) == path) && _directories.Remove(path));

    public void FlushDirectory(string path) => Operate(() =>
    {
        foreach (var (_, change) in _pendingNames.Where(pending => pending.Directory == path))
        {
            change(_durableNames);
        }

        _pendingNames.RemoveAll(pending => pending.Directory == path);
        return true;
    });

    /// <summary>Changes a byte of a file, as a failing disk does.</summary>
    public void Damage(string path, long offset)
    {
        lock (_lock)
        {
            _names[path].Flip(offset);
        }
    }

    internal T Operate<T>(Func<T> operation, DiskOperation kind = DiskOperation.Name)
    {
        lock (_lock)
        {
            if (IsOut)
            {
                throw new IOException("The power is out.");
            }

            if (Fails?.Invoke(kind) == true)
            {
                throw new IOException("No space left on the simulated device.");
            }

            _operations++;
            return operation();
        }
    }

    private static string DirectoryOf(string path) => path.LastIndexOf('/') is var slash and >= 0 ? path[..slash] : "";

    private void ChangeNames(string path, Action<Dictionary<string, SimulatedContent>> change)
    {
        change(_names);
        _pendingNames.Add((DirectoryOf(path), change));
    }

    private sealed class Unlock(SimulatedDisk disk) : IDisposable
    {
        public void Dispose()
        {
            lock (disk._lock)
            {
                disk._isLocked = false;
            }
        }
    }
}
