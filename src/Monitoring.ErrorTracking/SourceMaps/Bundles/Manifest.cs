namespace Monitoring.ErrorTracking.SourceMaps.Bundles;

/// <summary>The table of contents of a bundle. What it says about organisation, project and release is not believed: the upload says that.</summary>
internal sealed record Manifest
{
    public Dictionary<string, ManifestFile>? Files { get; init; }
}
