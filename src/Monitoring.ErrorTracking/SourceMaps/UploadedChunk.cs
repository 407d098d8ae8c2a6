namespace Monitoring.ErrorTracking.SourceMaps;

/// <summary>A piece of a bundle that waits for the others.</summary>
public sealed record UploadedChunk
{
    /// <summary>The SHA-1 of its bytes, 40 lowercase hexadecimal digits.</summary>
    public required string Checksum { get; init; }

    /// <summary>How many bytes it has.</summary>
    public required long Length { get; init; }
}
