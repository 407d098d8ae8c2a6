using System.Collections.Immutable;

namespace Monitoring.AspNetCore.SentryApi.Uploads;

/// <summary>How chunks are to be uploaded.</summary>
internal sealed record SentryUploadOptions
{
    public required string Url { get; init; }

    public required int ChunkSize { get; init; }

    public required int ChunksPerRequest { get; init; }

    public required long MaxFileSize { get; init; }

    public required int MaxRequestSize { get; init; }

    public required int Concurrency { get; init; }

    public string HashAlgorithm { get; } = "sha1";

    public ImmutableArray<string> Compression { get; } = ["gzip"];

    public ImmutableArray<string> Accept { get; } = ["release_files", "artifact_bundles", "artifact_bundles_v2"];
}
