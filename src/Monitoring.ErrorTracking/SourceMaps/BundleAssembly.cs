using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.SourceMaps;

/// <summary>Asks for uploaded chunks to be put together to a bundle.</summary>
public sealed record BundleAssembly
{
    /// <summary>The organisation that the chunks were uploaded to: the path of the projects' group.</summary>
    public required string Organization { get; init; }

    /// <summary>The projects that get the bundle, at most 20.</summary>
    public required ImmutableArray<ProjectId> Projects { get; init; }

    /// <summary>The SHA-1 of the whole, 40 hexadecimal digits.</summary>
    public required string Checksum { get; init; }

    /// <summary>The SHA-1 of each chunk, in order.</summary>
    public required ImmutableArray<string> Chunks { get; init; }

    /// <summary>The release that it is for, or <see langword="null"/>.</summary>
    public string? Release { get; init; }

    /// <summary>The distribution of the release, or <see langword="null"/>.</summary>
    public string? Distribution { get; init; }
}
