using Microsoft.Extensions.Logging;
using Monitoring.Storage.Files;

namespace Monitoring.Storage.LiteDb;

/// <summary>Removes files that the database does not name any more; while a backup is made, which may want them still, afterwards.</summary>
internal sealed class FileRemoval(IStoreFiles files, ILogger logger)
{
    private readonly Lock _lock = new();
    private List<(string Path, string? Directory)>? _kept;

    /// <summary>Removes a file, or leaves it to the next opening, and its directory when nothing else is in it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="directory">Its directory, if that may go.</param>
    public void Remove(string path, string? directory = null)
    {
        lock (_lock)
        {
            if (_kept is not null)
            {
                _kept.Add((path, directory));
                return;
            }
        }

        RemoveNow(path, directory);
    }

    /// <summary>From now on nothing is removed.</summary>
    public void Hold()
    {
        lock (_lock)
        {
            _kept ??= [];
        }
    }

    /// <summary>Removes what was kept.</summary>
    public void Release()
    {
        List<(string Path, string? Directory)> kept;
        lock (_lock)
        {
            (kept, _kept) = (_kept ?? [], null);
        }

        foreach (var (path, directory) in kept)
        {
            RemoveNow(path, directory);
        }
    }

    private void RemoveNow(string path, string? directory)
    {
        try
        {
            files.Delete(path);
            if (directory is not null)
            {
                files.DeleteDirectoryIfEmpty(directory);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.NotRemoved(logger, exception, path);
        }
    }
}
