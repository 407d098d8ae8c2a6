using System.Globalization;
using Monitoring.Storage.Files;
using Monitoring.Transfer.Archives;

namespace Monitoring.Core.Archives;

/// <summary>The directory of archives. A file has its name when it is whole and was read back, and another one before.</summary>
internal sealed class ArchiveFiles(string directory)
{
    private const string Prefix = "monitoring-";
    private const string Suffix = ".archive";
    private const string Unverified = ".unverified";

    /// <summary>The name of the file of an archive.</summary>
    public static string NameOf(EntityId id, DateTimeOffset requestedAt) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{requestedAt.UtcDateTime:yyyyMMdd-HHmmss}-{id.ToString()[^8..]}{Suffix}");

    /// <summary>Where an archive is written.</summary>
    public string UnverifiedPath(StoreArchive archive) => PathOf(archive) + Unverified;

    public void Create() => Directory.CreateDirectory(directory);

    public bool Exists(StoreArchive archive) => File.Exists(PathOf(archive));

    /// <summary>How long the file is, or what there is of it.</summary>
    public long Length(StoreArchive archive) =>
        new[] { PathOf(archive), UnverifiedPath(archive), UnverifiedPath(archive) + ArchiveBackup.Partial }.Select(path => new FileInfo(path)).FirstOrDefault(file => file.Exists)?.Length ?? 0;

    public void Delete(StoreArchive archive)
    {
        if (Exists(archive))
        {
            File.Delete(PathOf(archive));
        }
    }

    /// <summary>Whether something lies there that was begun and is not done.</summary>
    public bool HasUnfinished() => Unfinished().Any();

    /// <summary>Removes what was begun and is not done; by the holder of the lease alone.</summary>
    public void RemoveUnfinished()
    {
        foreach (var file in Unfinished())
        {
            File.Delete(file);
        }
    }

    /// <summary>Gives an archive its name.</summary>
    public void Finish(StoreArchive archive)
    {
        File.Move(UnverifiedPath(archive), PathOf(archive));
        DirectoryFlush.Flush(directory);
    }

    /// <summary>How much room is left.</summary>
    public long FreeBytes() => new DriveInfo(Path.GetFullPath(directory)).AvailableFreeSpace;

    private string PathOf(StoreArchive archive) => Path.Combine(directory, archive.File);

    private IEnumerable<string> Unfinished() => Directory.Exists(directory) ? Directory.EnumerateFiles(directory, $"{Prefix}*{Suffix}{Unverified}*") : [];
}
