using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Storage.LiteDb.Files;
using Monitoring.Storage.LiteDb.Hosting;
using Monitoring.Testing;

namespace Monitoring.Storage.LiteDb.Tests;

/// <summary>Opens a store in a directory, as a conformance suite wants it.</summary>
internal static class OpenStore
{
    public static StoreSettings Settings(StoreSetup setup, LiteDbOptions? options = null) => new()
    {
        Options = options ?? new LiteDbOptions { Directory = setup.Location },
        Files = new PhysicalFiles(setup.Location),
        Time = setup.Time,
        ReleaseOrder = setup.ReleaseOrder,
        Types = setup.DocumentTypes,
        Logger = NullLogger.Instance,
    };

    public static async ValueTask<StoreUnderTest<TStore>> In<TStore>(StoreSetup setup, Func<LiteDbStore, TStore> port)
        where TStore : class
    {
        var store = new LiteDbStore(Settings(setup));
        await store.GetAsync(default);
        return new StoreUnderTest<TStore>
        {
            Store = port(store),
            CloseAsync = async () => await store.CloseAsync(),
            CrashAsync = () => CrashAsync(store, setup.Location),
            SettleAsync = async () => await (await store.GetAsync(default)).Errors.PackAsync(default),
        };
    }

    /// <summary>What a killed process leaves is what the files hold now; nothing is written in good order afterwards.</summary>
    private static async ValueTask CrashAsync(LiteDbStore store, string directory)
    {
        var left = directory + "-left";
        Copy(directory, left);
        await store.CloseAsync();
        Directory.Delete(directory, recursive: true);
        Directory.Move(left, directory);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var directory in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, directory)));
        }

        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != FileLock.Name))
        {
            using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var target = File.Create(Path.Combine(to, Path.GetRelativePath(from, file)));
            source.CopyTo(target);
        }
    }
}
