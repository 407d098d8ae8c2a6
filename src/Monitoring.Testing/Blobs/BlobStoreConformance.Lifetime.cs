using Monitoring.Storage.Blobs;
using Xunit;

namespace Monitoring.Testing.Blobs;

/// <content>Reading, deleting and expiry.</content>
public abstract partial class BlobStoreConformance
{
    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        await WriteAsync(Bytes(10));

        await AssertAbsentAsync(NewId(Project));
    }

    [Fact]
    public async Task Names_of_different_projects_and_of_the_host_are_apart()
    {
        var id = NewId().Id;
        BlobId[] ids = [new(new ProjectId(1), id), new(new ProjectId(2), id), new(default, id)];
        foreach (var (blob, i) in ids.Select((blob, i) => (blob, i)))
        {
            Assert.Equal(BlobWriteOutcome.Written, (await WriteAsync(new BlobWrite { Id = blob, MaxLength = 10 }, Bytes(i + 1))).Outcome);
        }

        Assert.True(await Store.DeleteAsync(ids[1], Cancellation));

        AssertBytes(Bytes(1), await ReadAsync(ids[0]));
        Assert.Null(await ReadAsync(ids[1]));
        AssertBytes(Bytes(3), await ReadAsync(ids[2]));
    }

    [Fact]
    public async Task Delete_ABlob_RemovesItOnce()
    {
        var id = await WriteAsync(Bytes(10));

        Assert.True(await Store.DeleteAsync(id, Cancellation));

        await AssertAbsentAsync(id);
        await ReopenAsync();
        await AssertAbsentAsync(id);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(2_000_000)]
    public async Task Delete_WhileSomebodyReads_LetsThemReadOn(int length)
    {
        var id = await WriteAsync(Bytes(length));
        await using var stream = await Store.OpenReadAsync(id, Cancellation);
        var start = new byte[10];
        await stream!.ReadExactlyAsync(start, Cancellation);

        Assert.True(await Store.DeleteAsync(id, Cancellation));
        await SettleAsync();

        AssertBytes(Bytes(length), [.. start, .. await ReadAsync(stream)]);
        Assert.Null(await Store.OpenReadAsync(id, Cancellation));
    }

    [Fact]
    public async Task Several_may_read_a_blob_at_once()
    {
        var id = await WriteAsync(Bytes(300_000));

        var read = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(async () => await ReadAsync(id))));

        Assert.All(read, content => AssertBytes(Bytes(300_000), content));
    }

    [Fact]
    public async Task OpenRead_ABlob_MayBeSoughtInAndReadWithoutAwaiting()
    {
        var content = Bytes(1_000_000);
        await using var stream = await Store.OpenReadAsync(await WriteAsync(content), Cancellation);
        Assert.True(stream!.CanSeek);
        Assert.Equal(content.Length, stream.Length);

        foreach (var (offset, origin, position) in new[] { (0, SeekOrigin.Begin, 0), (-10, SeekOrigin.End, 999_990), (600_000, SeekOrigin.Begin, 600_000), (-400_007, SeekOrigin.Current, 200_000), (55, SeekOrigin.Begin, 55) })
        {
            Assert.Equal(position, stream.Seek(offset, origin));
            Assert.Equal(position, stream.Position);
            var read = new byte[Math.Min(7, content.Length - position)];
            stream.ReadExactly(read);
            AssertBytes(content[position..(position + read.Length)], read);
        }

        stream.Position = 0;
        using var all = new MemoryStream();
        stream.CopyTo(all);
        AssertBytes(content, all.ToArray());
        stream.Position = content.Length + 5;
        Assert.Equal(0, stream.Read(new byte[1]));
    }

    [Fact]
    public async Task A_blob_expires_by_the_stores_clock()
    {
        var write = NewWrite() with { ExpiresAt = Time.GetUtcNow().AddMinutes(1) };
        await WriteAsync(write, Bytes(10));
        var stays = await WriteAsync(Bytes(20));

        Time.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromTicks(1));
        Assert.Equal(0, await Store.DeleteExpiredAsync(Cancellation));
        AssertBytes(Bytes(10), await ReadAsync(write.Id));

        Time.Advance(TimeSpan.FromTicks(1));
        Assert.Null(await Store.FindAsync(write.Id, Cancellation));
        Assert.Null(await Store.OpenReadAsync(write.Id, Cancellation));
        Assert.Equal(1, await Store.DeleteExpiredAsync(Cancellation));
        Assert.Equal(0, await Store.DeleteExpiredAsync(Cancellation));
        AssertBytes(Bytes(20), await ReadAsync(stays));
    }

    /// <summary>Whether it has been removed already or not: nobody can tell.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_blob_that_has_expired_leaves_its_name_to_another(bool removed)
    {
        var write = NewWrite() with { ExpiresAt = Time.GetUtcNow().AddMinutes(1) };
        await WriteAsync(write, Bytes(10));
        Time.Advance(TimeSpan.FromMinutes(1));
        if (removed)
        {
            await Store.DeleteExpiredAsync(Cancellation);
        }

        Assert.False(await Store.DeleteAsync(write.Id, Cancellation));
        Assert.Equal(BlobWriteOutcome.Written, (await WriteAsync(write with { ExpiresAt = null }, Bytes(300_000))).Outcome);

        Assert.Equal(0, await Store.DeleteExpiredAsync(Cancellation));
        await ReopenAsync();
        AssertBytes(Bytes(300_000), await ReadAsync(write.Id));
    }

    [Fact]
    public async Task Write_TheNameOfOneThatHasExpired_TakesItsPlace()
    {
        var write = NewWrite() with { ExpiresAt = Time.GetUtcNow().AddMinutes(1) };
        await WriteAsync(write, Bytes(300_000));
        Time.Advance(TimeSpan.FromMinutes(1));

        var result = await WriteAsync(write with { ExpiresAt = null }, Bytes(10));
        await Store.DeleteExpiredAsync(Cancellation);
        await ReopenAsync();

        Assert.Equal((BlobWriteOutcome.Written, 10), (result.Outcome, result.Info!.Length));
        AssertBytes(Bytes(10), await ReadAsync(write.Id));
    }

    [Fact]
    public async Task DeleteExpired_OfManyWithDifferentExpiries_RemovesThoseThatHaveExpired()
    {
        var now = Time.GetUtcNow();
        var writes = Enumerable.Range(1, 20).Select(i => NewWrite() with { ExpiresAt = i % 4 == 0 ? null : now.AddHours(i) }).ToList();
        foreach (var write in writes)
        {
            await WriteAsync(write, Bytes(50));
        }

        Time.Advance(TimeSpan.FromHours(10));
        await ReopenAsync();

        Assert.Equal(8, await Store.DeleteExpiredAsync(Cancellation));
        await Assert.AllAsync(writes, async write => Assert.Equal(write.ExpiresAt is null || write.ExpiresAt > Time.GetUtcNow(), await ReadAsync(write.Id) is not null));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Everything_that_was_written_is_there_after_reopening(bool crash)
    {
        var ids = new List<(BlobId Id, int Length)>();
        foreach (var length in new[] { 0, 10, 100_000, 3_000_000 })
        {
            ids.Add((await WriteAsync(Bytes(length)), length));
        }

        await (crash ? CrashAsync() : ReopenAsync());

        await Assert.AllAsync(ids, async blob => AssertBytes(Bytes(blob.Length), await ReadAsync(blob.Id)));
    }

    [Fact]
    public async Task Calls_cancelled_before_do_nothing()
    {
        var id = await WriteAsync(Bytes(10));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.FindAsync(id, cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.OpenReadAsync(id, cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.DeleteAsync(id, cancelled.Token));
        AssertBytes(Bytes(10), await ReadAsync(id));
    }
}
