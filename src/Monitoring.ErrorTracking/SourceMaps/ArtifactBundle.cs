using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.SourceMaps;

/// <summary>An uploaded bundle of generated code and source maps.</summary>
public sealed record ArtifactBundle
{
    /// <summary>Its name in the project.</summary>
    public required string Id { get; init; }

    /// <summary>The SHA-1 of its bytes, 40 lowercase hexadecimal digits; the upload protocol names it so.</summary>
    public required string Checksum { get; init; }

    /// <summary>The release that it was uploaded for; <see langword="null"/> when its files are found by their debug ids alone.</summary>
    public string? Release { get; init; }

    /// <summary>The distribution of the release; <see langword="null"/> for none.</summary>
    public string? Distribution { get; init; }

    /// <summary>When it was uploaded, UTC.</summary>
    public required DateTimeOffset UploadedAt { get; init; }

    /// <summary>Its length in bytes.</summary>
    public required long Length { get; init; }

    /// <summary>What is in it.</summary>
    public required ImmutableArray<ArtifactFile> Files { get; init; }
}
