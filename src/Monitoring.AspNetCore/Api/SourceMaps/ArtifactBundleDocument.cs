using System.Collections.Immutable;
using System.ComponentModel;
using Monitoring.ErrorTracking.SourceMaps;

namespace Monitoring.AspNetCore.Api.SourceMaps;

[Description("An uploaded bundle of generated code and source maps.")]
internal sealed record ArtifactBundleDocument
{
    /// <summary>A bundle may have thousands of files, and a page a hundred bundles.</summary>
    private const int MaxFiles = 100;

    public required string Id { get; init; }

    [Description("The SHA-1 of its bytes, as the upload named it.")]
    public required string Checksum { get; init; }

    [Description("The release that it was uploaded for; null when its files are found by their debug ids alone.")]
    public required string? Release { get; init; }

    public required string? Distribution { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    [Description("The length in bytes.")]
    public required long Length { get; init; }

    public required int FileCount { get; init; }

    [Description("The first 100 of its files.")]
    public required ImmutableArray<ArtifactFileDocument> Files { get; init; }

    public static ArtifactBundleDocument Of(ArtifactBundle bundle) => new()
    {
        Id = bundle.Id,
        Checksum = bundle.Checksum,
        Release = bundle.Release,
        Distribution = bundle.Distribution,
        UploadedAt = bundle.UploadedAt,
        Length = bundle.Length,
        FileCount = bundle.Files.Length,
        Files = [.. bundle.Files.Take(MaxFiles).Select(ArtifactFileDocument.Of)],
    };
}
