namespace Monitoring.Storage.Blobs;

/// <summary>Checks of what a caller must not ask of a blob store.</summary>
internal static class BlobLimits
{
    public static void Write(BlobWrite write)
    {
        if (write.Id.Id.IsDefault)
        {
            throw new ArgumentException("A blob needs an id.");
        }

        Limits.Range(write.MaxLength, 0, long.MaxValue, "The greatest length of a blob");
        Limits.Range(write.ContentType.Length, 0, Limits.KeyLength, "The length of a media type");
    }
}
