namespace Monitoring.ErrorTracking.SourceMaps.Storing;

/// <summary>A chunk that waits to be assembled; its bytes are a blob of the host.</summary>
internal sealed record ChunkDocument
{
    public required string Key { get; init; }

    public required EntityId Blob { get; init; }

    public required long Length { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
