using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.SourceMaps;

/// <summary>How far an upload is.</summary>
public sealed record BundleAssemblyResult
{
    /// <summary>Whether the bundle is stored in each project and its files are found.</summary>
    public bool IsStored { get; init; }

    /// <summary>The chunks that are still to be uploaded.</summary>
    public ImmutableArray<string> MissingChunks { get; init; } = [];

    /// <summary>What is wrong with the bundle, with the place; uploading it again does not help. <see langword="null"/> when nothing is.</summary>
    public string? Problem { get; init; }
}
