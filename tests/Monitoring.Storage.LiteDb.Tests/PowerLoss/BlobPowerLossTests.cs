using Microsoft.Extensions.Time.Testing;
using Monitoring.Storage.Blobs;
using Monitoring.TestData;
using Monitoring.TestData.Disks;

namespace Monitoring.Storage.LiteDb.Tests.PowerLoss;

/// <summary>A blob that was answered is there when the power comes back, and none is ever served in part.</summary>
public sealed class BlobPowerLossTests
{
    private static readonly DateTimeOffset Start = new(2031, 3, 31, 23, 50, 0, TimeSpan.Zero);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Scale.Count(25, 1_000))];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Blobs_are_there_as_a_whole_or_not_at_all(int seed)
    {
        var random = new Random(seed);
        var time = new FakeTimeProvider(Start);
        var disk = new SimulatedDisk();
        var store = new DiskStore(disk, time);
        await store.Blobs.FindAsync(Id(0), TestContext.Current.CancellationToken);
        disk.PowerGoesAt = disk.Operations + random.Next(5, 400);
        var blobs = new List<(byte[] Content, bool? IsThere)>();
        while (!disk.IsOut)
        {
            time.Advance(TimeSpan.FromMinutes(random.Next(10)));
            await StepAsync(store.Blobs, blobs, random);
        }

        await store.DisposeAsync();
        await using var restarted = new DiskStore(disk.Restart(random), time);

        foreach (var (number, (content, isThere)) in blobs.Index())
        {
            var found = await ReadAsync(restarted.Blobs, Id(number));
            if (isThere ?? found is not null)
            {
                Assert.Equal(content, found);
            }
            else
            {
                Assert.Null(found);
            }
        }
    }

    private static BlobId Id(int number) => new(new ProjectId(7), new EntityId(new Guid(number + 1, 0, 0, new byte[8])));

    /// <summary>Writes a blob or deletes one; of one that was not answered it is not known whether it is there.</summary>
    private static async Task StepAsync(IBlobStore store, List<(byte[] Content, bool? IsThere)> blobs, Random random)
    {
        var deleted = blobs.FindIndex(blob => blob.IsThere == true);
        if (deleted >= 0 && random.Next(3) == 0)
        {
            blobs[deleted] = blobs[deleted] with { IsThere = await TryAsync(async () => await store.DeleteAsync(Id(deleted))) ? false : null };
            return;
        }

        var content = new byte[random.Next(300_000)];
        random.NextBytes(content);
        var write = new BlobWrite { Id = Id(blobs.Count), MaxLength = 1_000_000 };
        blobs.Add((content, await TryAsync(async () => await store.WriteAsync(write, new MemoryStream(content))) ? true : null));
    }

    private static async Task<bool> TryAsync(Func<Task> step)
    {
        try
        {
            await step();
            return true;
        }
        catch (StorageUnavailableException)
        {
            return false;
        }
    }

    private static async Task<byte[]?> ReadAsync(IBlobStore store, BlobId id)
    {
        await using var stream = await store.OpenReadAsync(id);
        if (stream is null)
        {
            return null;
        }

        using var content = new MemoryStream();
        await stream.CopyToAsync(content);
        return content.ToArray();
    }
}
