using System.ComponentModel;
using Monitoring.ErrorTracking.SourceMaps;

namespace Monitoring.AspNetCore.Api.SourceMaps;

[Description("A file of an uploaded bundle.")]
internal sealed record ArtifactFileDocument
{
    [Description("Where it lies in the bundle.")]
    public required string Path { get; init; }

    [Description("Where it is served; ~ stands for any host.")]
    public required string Url { get; init; }

    [Description("minifiedSource, sourceMap, source, or other, which nothing here reads.")]
    public required string Kind { get; init; }

    [Description("The id that generated code and its map share; null when it has none.")]
    public required string? DebugId { get; init; }

    [Description("For generated code, where its map is, relative to it; null when it does not say.")]
    public required string? SourceMap { get; init; }

    public static ArtifactFileDocument Of(ArtifactFile file) => new()
    {
        Path = file.Path,
        Url = file.Url,
        Kind = Words.Of(file.Kind),
        DebugId = file.DebugId,
        SourceMap = file.SourceMap,
    };
}
