namespace Monitoring.Storage.Blobs;

/// <summary>The outcomes of writing a blob.</summary>
public enum BlobWriteOutcome
{
    /// <summary>All of it is durable.</summary>
    Written,

    /// <summary>A blob of this name is already there; it was not changed.</summary>
    AlreadyExists,

    /// <summary>The stream was longer than allowed; nothing was kept.</summary>
    TooLong,
}
