using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Storage.Files;
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
        for (var attempt = 0; !TryCopy(directory, left); attempt++)
        {
            Assert.True(attempt < 1000, $"'{directory}' never rests.");
            await Task.Delay(1);
            Directory.Delete(left, recursive: true);
        }

        await store.CloseAsync();
        Directory.Delete(directory, recursive: true);
        Directory.Move(left, directory);
    }

    /// <summary>Copies the files as they are at one moment; not when they change meanwhile, as they do while the store packs.</summary>
    private static bool TryCopy(string from, string to)
    {
        var before = List(from);
        Directory.CreateDirectory(to);
        try
        {
            foreach (var (path, _, _) in before)
            {
                using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                var copy = Path.Combine(to, Path.GetRelativePath(from, path));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                using var target = File.Create(copy);
                source.CopyTo(target);
            }
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }

        return before.SequenceEqual(List(from));
    }

    private static List<(string Path, long Length, DateTime Written)> List(string directory) =>
    [
        .. new DirectoryInfo(directory).EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(file => file.Name != FileLock.Name)
            .Select(file => (file.FullName, file.Exists ? file.Length : 0, file.LastWriteTimeUtc))
            .Order(),
    ];
}
