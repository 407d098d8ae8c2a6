namespace Monitoring.Storage.Blobs;

/// <summary>A blob to be written.</summary>
public sealed record BlobWrite
{
    /// <summary>The blob's name; a blob of this name must not exist.</summary>
    public required BlobId Id { get; init; }

    /// <summary>Its media type, at most 255 characters.</summary>
    public string ContentType { get; init; } = "application/octet-stream";

    /// <summary>The most bytes that may come; a longer stream is refused and leaves nothing behind.</summary>
    public required long MaxLength { get; init; }

    /// <summary>From when on it may be removed; <see langword="null"/> for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
