using Monitoring.Storage.Files;
using Monitoring.Storage.LiteDb.Blobs;
using Monitoring.Storage.LiteDb.Database;
using Monitoring.Storage.LiteDb.Journal;
using Monitoring.Storage.LiteDb.Segments;

namespace Monitoring.Storage.LiteDb.Hosting;

/// <summary>Looks at a directory before anything in it is touched.</summary>
internal static class StoreDirectory
{
    /// <summary>
    /// Refuses a directory in which a file is missing that can be put back: to go on without it would lose for ever what
    /// it holds, and files that it names.
    /// </summary>
    /// <exception cref="StoreDamagedException">That is so.</exception>
    public static void Check(IStoreFiles files)
    {
        var mark = StoreMark.Read(files);
        if (!files.Exists(DatabaseFile.Name) && (mark is not null || HasAny(files, SegmentInfo.Directory) || HasAny(files, BlobFile.Directory)))
        {
            throw new StoreDamagedException(
                $"'{DatabaseFile.Name}' is missing, but what belongs to it is there. Restore it from a backup, or move the directory away to begin anew.");
        }

        if (mark is { IsClosed: false } && !files.Exists(DatabaseFile.LogName))
        {
            throw StoreMark.Missing(DatabaseFile.LogName, "commits that were answered");
        }
    }

    private static bool HasAny(IStoreFiles files, string directory) =>
        files.ListDirectories(directory).Any(name => files.List($"{directory}/{name}").Count > 0);
}
