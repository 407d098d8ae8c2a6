using Monitoring.Storage.Blobs;
using Xunit;

namespace Monitoring.Testing.Blobs;

/// <summary>The contract of <see cref="IBlobStore"/> in executable form. Derive one class and say how to open the store.</summary>
public abstract partial class BlobStoreConformance : StoreConformance<IBlobStore>
{
    private static readonly ProjectId Project = new(7);

    private int _ids;

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private BlobId NewId(ProjectId project = default) => new(project, new EntityId(new Guid(++_ids, 2, 3, [1, 2, 3, 4, 5, 6, 7, 8])));

    private BlobWrite NewWrite(long maxLength = 100_000_000) => new() { Id = NewId(Project), MaxLength = maxLength };

    private async ValueTask<BlobWriteResult> WriteAsync(BlobWrite write, byte[] content)
    {
        using var stream = new MemoryStream(content, writable: false);
        return await Store.WriteAsync(write, stream, Cancellation);
    }

    private async ValueTask<BlobId> WriteAsync(byte[] content)
    {
        var write = NewWrite();
        Assert.Equal(BlobWriteOutcome.Written, (await WriteAsync(write, content)).Outcome);
        return write.Id;
    }

    private async ValueTask<byte[]?> ReadAsync(BlobId id)
    {
        var stream = await Store.OpenReadAsync(id, Cancellation);
        if (stream is null)
        {
            return null;
        }

        await using (stream)
        {
            return await ReadAsync(stream);
        }
    }

    private static async ValueTask<byte[]> ReadAsync(Stream stream)
    {
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, Cancellation);
        return bytes.ToArray();
    }

    /// <summary>Compares at once; the usual comparison of long arrays takes seconds.</summary>
    private static void AssertBytes(byte[] expected, byte[]? actual) =>
        Assert.True(actual is not null && expected.AsSpan().SequenceEqual(actual), $"Expected {expected.Length} bytes, was {(actual is null ? "nothing" : $"{actual.Length} bytes, not all of them the same")}.");

    private async ValueTask AssertAbsentAsync(BlobId id)
    {
        Assert.Null(await Store.FindAsync(id, Cancellation));
        Assert.Null(await Store.OpenReadAsync(id, Cancellation));
        Assert.False(await Store.DeleteAsync(id, Cancellation));
    }
}
