namespace Monitoring.ErrorTracking.SourceMaps;

/// <summary>A file of an uploaded bundle.</summary>
public sealed record ArtifactFile
{
    /// <summary>Where it lies in the bundle.</summary>
    public required string Path { get; init; }

    /// <summary>Where it is served, such as <c>~/static/shop.min.js</c>; <c>~</c> stands for any host.</summary>
    public required string Url { get; init; }

    /// <summary>What it is.</summary>
    public required ArtifactKind Kind { get; init; }

    /// <summary>The id that generated code and its map share, lowercase with dashes; <see langword="null"/> when it has none.</summary>
    public string? DebugId { get; init; }

    /// <summary>For generated code, where its map is, relative to it; <see langword="null"/> when it does not say.</summary>
    public string? SourceMap { get; init; }
}
