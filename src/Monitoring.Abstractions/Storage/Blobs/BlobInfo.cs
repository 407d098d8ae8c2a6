namespace Monitoring.Storage.Blobs;

/// <summary>What a store knows of a blob without reading it.</summary>
public sealed record BlobInfo
{
    /// <summary>The blob's name.</summary>
    public required BlobId Id { get; init; }

    /// <summary>Its length in bytes.</summary>
    public required long Length { get; init; }

    /// <summary>Its media type as given, at most 255 characters.</summary>
    public required string ContentType { get; init; }

    /// <summary>The SHA-256 of its bytes, 64 lowercase hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>When it was written, UTC, by the store's clock.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when on it may be removed; <see langword="null"/> for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
