using Microsoft.Extensions.DependencyInjection;
using Monitoring.Storage.Sqlite.Database;
using Monitoring.Testing;

namespace Monitoring.Storage.Sqlite.Tests;

/// <summary>A database that is open for a suite.</summary>
internal sealed class OpenDatabase
{
    private readonly string _path;

    private OpenDatabase(StoreSetup setup)
    {
        _path = Path.Combine(setup.Location, "monitoring.db");
        Database = SqliteBuilderExtensions.Open(_path, setup.DocumentTypes);
    }

    public SqliteDatabase Database { get; }

    public static async ValueTask<StoreUnderTest<TStore>> OpenAsync<TStore>(StoreSetup setup, Func<SqliteDatabase, TStore> store)
        where TStore : class
    {
        var open = new OpenDatabase(setup);

        // The first call opens the file; a suite that changes declarations wants that done here.
        await open.Database.WriteAsync(static _ => true, CancellationToken.None);
        return new StoreUnderTest<TStore> { Store = store(open.Database), CloseAsync = open.CloseAsync, CrashAsync = open.CrashAsync };
    }

    private ValueTask CloseAsync()
    {
        Database.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Puts back the files as they were before the orderly close, which writes the log into the database: so a killed process leaves them.</summary>
    private async ValueTask CrashAsync()
    {
        string[] files = [_path, _path + "-wal"];
        foreach (var file in files.Where(File.Exists))
        {
            File.Copy(file, file + ".crash");
        }

        await CloseAsync();
        foreach (var file in files)
        {
            File.Delete(file);
            if (File.Exists(file + ".crash"))
            {
                File.Move(file + ".crash", file);
            }
        }
    }
}
