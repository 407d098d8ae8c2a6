namespace Monitoring.Storage.Blobs;

/// <summary>What became of a write.</summary>
public sealed record BlobWriteResult
{
    /// <summary>Whether the blob was written, or why not.</summary>
    public required BlobWriteOutcome Outcome { get; init; }

    /// <summary>The blob that is stored under the name now; <see langword="null"/> when there is none.</summary>
    public BlobInfo? Info { get; init; }
}
