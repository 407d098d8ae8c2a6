namespace Monitoring.Storage.Blobs;

/// <summary>
/// Refuses what a caller of an <see cref="IBlobStore"/> must not ask, whatever the store holds. Every provider calls this before it does anything, so that all of them
/// refuse the same.
/// </summary>
public static class BlobStoreArguments
{
    private const int MaxPage = 1_000;

    /// <summary>Checks what is asked of <see cref="IBlobStore.WriteAsync"/>.</summary>
    /// <exception cref="ArgumentException">The blob has no id, its type is too long, or its greatest length is negative.</exception>
    public static void Check(BlobWrite write, Stream content)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(content);
        if (write.Id.Id.IsDefault)
        {
            throw new ArgumentException("A blob needs an id.");
        }

        Arguments.Range(write.MaxLength, 0, long.MaxValue, "The greatest length of a blob");
        Arguments.Range(write.ContentType.Length, 0, Arguments.KeyLength, "The length of a media type");
    }

    /// <summary>Checks how many blobs are asked for.</summary>
    /// <param name="limit">The argument of <see cref="Transfer.IBlobTransfer.ListAsync"/>.</param>
    /// <exception cref="ArgumentException">It is out of range.</exception>
    public static void CheckList(int limit) => Arguments.Range(limit, 1, MaxPage, "The limit");

    /// <summary>Checks what is asked of <see cref="Transfer.IBlobTransfer.RestoreAsync"/>.</summary>
    /// <returns>The write that it amounts to.</returns>
    /// <exception cref="ArgumentException">The blob has no id, its type is too long, or its length is negative.</exception>
    public static BlobWrite CheckRestore(BlobInfo info, Stream content)
    {
        ArgumentNullException.ThrowIfNull(info);
        var write = new BlobWrite { Id = info.Id, ContentType = info.ContentType, MaxLength = info.Length, ExpiresAt = info.ExpiresAt };
        Check(write, content);
        return write;
    }
}
