using Microsoft.Extensions.DependencyInjection;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;
using Monitoring.TestData;
using Monitoring.Transfer;
using Monitoring.Transfer.Archives;

namespace Monitoring.Migrate.Tests.Archives;

/// <summary>What was written to an archive is read from it, and nothing else ever is.</summary>
public sealed class ArchiveTests : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("monitoring-archive-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Path => System.IO.Path.Combine(_directory, "monitoring.archive");

    public async ValueTask InitializeAsync()
    {
        await using var stores = Filled.Open(builder => builder.UseInMemory());
        await Filled.FillAsync(stores, 300);
        await using var source = await StoreSource.BeginAsync(Parts(stores), Cancellation);
        await new ArchiveBackup(source, Path, TimeProvider.System, _ => { }).RunAsync(Cancellation);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_was_written_is_read()
    {
        await using var source = await ArchiveSource.OpenAsync(File.OpenRead(Path), Cancellation);
        var totals = await StoreCount.RunAsync(source, _ => { }, Cancellation);

        Assert.Empty(source.Totals!.Differences(totals));
        Assert.Equal(250, totals.ByKind[RecordKind.Document].Count);
        Assert.Equal(5, totals.ByKind[RecordKind.Blob].Count);
    }

    [Fact]
    public async Task An_archive_that_is_cut_off_is_refused_wherever()
    {
        var bytes = await File.ReadAllBytesAsync(Path, Cancellation);
        await RandomRounds.RunAsync(60, async random => await Assert.ThrowsAsync<ArchiveDamagedException>(() => ReadAsync(bytes[..random.Next(bytes.Length)])));
        foreach (var length in new[] { 0, ArchiveHeader.Length, bytes.Length - 1 })
        {
            await Assert.ThrowsAsync<ArchiveDamagedException>(() => ReadAsync(bytes[..length]));
        }
    }

    [Fact]
    public async Task Every_bit_that_is_turned_over_is_noticed()
    {
        var bytes = await File.ReadAllBytesAsync(Path, Cancellation);
        await RandomRounds.RunAsync(200, random => AssertNoticedAsync(random.Next(bytes.Length), random.Next(8)));
        for (var place = 0; place < ArchiveHeader.Length + ArchiveFrame.HeaderLength; place++)
        {
            await AssertNoticedAsync(place, place % 8);
        }

        async Task AssertNoticedAsync(int place, int bit)
        {
            var damaged = bytes.ToArray();
            damaged[place] ^= (byte)(1 << bit);
            await Assert.ThrowsAsync<ArchiveDamagedException>(() => ReadAsync(damaged));
        }
    }

    [Fact]
    public async Task Mutated_archives_are_refused_and_harm_nobody()
    {
        var bytes = await File.ReadAllBytesAsync(Path, Cancellation);
        await RandomRounds.RunAsync(Scale.Count(150, 3_000), async random =>
        {
            var damaged = Mutations.Damage(random, bytes, bytes);
            if (!damaged.AsSpan().SequenceEqual(bytes))
            {
                await Assert.ThrowsAsync<ArchiveDamagedException>(() => ReadAsync(damaged));
            }
        });
    }

    [Fact]
    public async Task The_message_names_the_place_and_what_is_whole()
    {
        var bytes = await File.ReadAllBytesAsync(Path, Cancellation);

        var damaged = await Assert.ThrowsAsync<ArchiveDamagedException>(() => ReadAsync(bytes[..^10]));

        Assert.Contains("damaged at byte", damaged.Message, StringComparison.Ordinal);
        Assert.Contains("frames", damaged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_goes_on_with_what_is_whole_of_the_one_before()
    {
        await using var stores = Filled.Open(builder => builder.UseInMemory());
        await Filled.FillAsync(stores, 200);
        var round = 0;
        await RandomRounds.RunAsync(15, async random =>
        {
            var path = System.IO.Path.Combine(_directory, $"{round++}.archive");
            await using (var first = await StoreSource.BeginAsync(Parts(stores), Cancellation))
            {
                await new ArchiveBackup(first, path, TimeProvider.System, _ => { }).RunAsync(Cancellation);
            }

            var whole = await File.ReadAllBytesAsync(path, Cancellation);
            var left = whole[..random.Next(ArchiveHeader.Length, whole.Length)];
            await File.WriteAllBytesAsync(path + ".partial", left, Cancellation);
            File.Delete(path);

            await using var again = await StoreSource.BeginAsync(Parts(stores), Cancellation);
            var backup = new ArchiveBackup(again, path, TimeProvider.System, _ => { });
            var written = await backup.RunAsync(Cancellation);

            Assert.True(backup.IsResumed);
            Assert.Empty(written.Differences(await ReadAsync(await File.ReadAllBytesAsync(path, Cancellation))));
            Assert.Equal(whole, await File.ReadAllBytesAsync(path, Cancellation));
        });
    }

    private static async Task<RecordTotals> ReadAsync(byte[] bytes)
    {
        await using var source = await ArchiveSource.OpenAsync(new MemoryStream(bytes), Cancellation);
        return await StoreCount.RunAsync(source, _ => { }, Cancellation);
    }

    private static StoreParts Parts(ServiceProvider stores) =>
        StoreParts.Of(stores.GetRequiredService<IErrorStore>(), stores.GetRequiredService<IDocumentStore>(), stores.GetRequiredService<IBlobStore>());
}
