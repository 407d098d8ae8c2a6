using Monitoring.Storage.Files;

namespace Monitoring.Storage.LiteDb.Database;

/// <summary>Makes the database under another name; it has its own from the moment when it is whole and durable.</summary>
internal static class DatabaseCreation
{
    private const string UnfinishedName = "monitoring.db-new";

    public static void Run(IStoreFiles files)
    {
        files.Delete(UnfinishedName);
        using (var engine = DatabaseEngine.Open(files.Create(UnfinishedName), EmptyLog(files)))
        {
            engine.Flush();
        }

        files.Move(UnfinishedName, DatabaseFile.Name);
        files.FlushDirectory("");
    }

    private static IStoreFile EmptyLog(IStoreFiles files)
    {
        var log = DatabaseFile.OpenLog(files);
        log.Truncate(0);
        log.Flush();
        return log;
    }
}
