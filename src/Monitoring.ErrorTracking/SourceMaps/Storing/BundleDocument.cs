namespace Monitoring.ErrorTracking.SourceMaps.Storing;

/// <summary>A bundle as the document store has it; its bytes are a blob of the project.</summary>
internal sealed record BundleDocument
{
    public required ArtifactBundle Bundle { get; init; }

    public required EntityId Blob { get; init; }
}
