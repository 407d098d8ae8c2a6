using Monitoring.Storage.LiteDb.Blobs;
using Monitoring.Storage.LiteDb.Database;
using Monitoring.Storage.LiteDb.Files;
using Monitoring.Storage.LiteDb.Segments;

namespace Monitoring.Storage.LiteDb.Hosting;

/// <summary>Looks at a directory before anything in it is touched.</summary>
internal static class StoreDirectory
{
    /// <summary>
    /// Refuses a directory whose database is gone while files that it named are there. A database that is made anew
    /// names none of them, and what no database names is removed.
    /// </summary>
    /// <exception cref="StoreDamagedException">That is so.</exception>
    public static void Check(IStoreFiles files)
    {
        if (!files.Exists(DatabaseFile.Name) && (HasAny(files, SegmentInfo.Directory) || HasAny(files, BlobFile.Directory)))
        {
            throw new StoreDamagedException(
                $"'{DatabaseFile.Name}' is missing, but events or blobs that it named are there. Restore it from a backup, or move the directory away to begin anew.");
        }
    }

    private static bool HasAny(IStoreFiles files, string directory) =>
        files.ListDirectories(directory).Any(name => files.List($"{directory}/{name}").Count > 0);
}
