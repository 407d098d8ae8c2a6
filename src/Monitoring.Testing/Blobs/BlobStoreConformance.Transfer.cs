using Monitoring.Storage;
using Monitoring.Storage.Blobs;
using Monitoring.Storage.Transfer;
using Xunit;

namespace Monitoring.Testing.Blobs;

/// <content>All blobs can be listed, and written elsewhere as they were.</content>
public abstract partial class BlobStoreConformance
{
    private IBlobTransfer Transfer
    {
        get
        {
            Assert.SkipUnless(Store is IBlobTransfer, $"The store cannot be moved: it does not implement {nameof(IBlobTransfer)}.");
            return (IBlobTransfer)Store;
        }
    }

    [Fact]
    public async Task All_blobs_that_have_not_expired_are_listed_page_by_page()
    {
        var all = new List<BlobInfo>();
        for (var i = 0; i < 7; i++)
        {
            var write = new BlobWrite { Id = NewId(i % 2 == 0 ? default : new ProjectId(300 - i)), MaxLength = 10, ContentType = $"type/{i}", ExpiresAt = Time.GetUtcNow().AddMinutes(i) };
            var written = await WriteAsync(i == 6 ? write with { ExpiresAt = null } : write, Bytes(i));
            all.AddRange(i == 0 ? [] : [written.Info!]);
        }

        var listed = new List<BlobInfo>();
        string? cursor = null;
        do
        {
            var page = await Transfer.ListAsync(2, cursor, Cancellation);
            Assert.InRange(page.Items.Length, 0, 2);
            listed.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(all.OrderBy(info => (info.Id.Project, info.Id.Id)), listed);
    }

    [Fact]
    public async Task A_restored_blob_is_as_it_was()
    {
        var transfer = Transfer;
        var content = Bytes(700_000);
        var info = (await WriteAsync(NewWrite() with { ContentType = "image/png", ExpiresAt = Time.GetUtcNow().AddHours(3) }, content)).Info!;
        await Store.DeleteAsync(info.Id, Cancellation);
        Time.Advance(TimeSpan.FromHours(1));

        using var stream = new MemoryStream(content);
        var restored = await transfer.RestoreAsync(info, stream, Cancellation);
        using var again = new MemoryStream(Bytes(3));
        var repeated = await transfer.RestoreAsync(info, again, Cancellation);

        Assert.Equal((BlobWriteOutcome.Written, info), (restored.Outcome, restored.Info));
        Assert.Equal((BlobWriteOutcome.AlreadyExists, info), (repeated.Outcome, repeated.Info));
        await ReopenAsync();
        Assert.Equal(info, await Store.FindAsync(info.Id, Cancellation));
        AssertBytes(content, await ReadAsync(info.Id));
    }

    [Fact]
    public async Task A_restored_blob_that_is_longer_than_it_was_is_refused()
    {
        var transfer = Transfer;
        var info = (await WriteAsync(NewWrite(), Bytes(10))).Info!;
        await Store.DeleteAsync(info.Id, Cancellation);

        using var stream = new MemoryStream(Bytes(11));

        Assert.Equal(BlobWriteOutcome.TooLong, (await transfer.RestoreAsync(info, stream, Cancellation)).Outcome);
        await AssertAbsentAsync(info.Id);
    }

    [Fact]
    public async Task A_restored_blob_that_cannot_have_been_is_refused()
    {
        var transfer = Transfer;
        var info = (await WriteAsync(NewWrite(), Bytes(10))).Info!;
        await Store.DeleteAsync(info.Id, Cancellation);
        foreach (var forged in new[] { info with { Id = new BlobId(info.Id.Project, default) }, info with { Length = -1 }, info with { ContentType = new string('t', 256) } })
        {
            using var stream = new MemoryStream(Bytes(10));
            await Assert.ThrowsAnyAsync<ArgumentException>(async () => await transfer.RestoreAsync(forged, stream, Cancellation));
        }

        await AssertAbsentAsync(info.Id);
    }

    [Fact]
    public async Task Listing_refuses_a_foreign_cursor_and_a_limit_out_of_range()
    {
        var transfer = Transfer;

        await Assert.ThrowsAsync<InvalidCursorException>(async () => await transfer.ListAsync(1, "made up", Cancellation));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await transfer.ListAsync(0, null, Cancellation));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await transfer.ListAsync(1_001, null, Cancellation));
    }
}
