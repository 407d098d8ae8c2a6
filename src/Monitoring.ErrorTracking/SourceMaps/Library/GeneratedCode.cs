using Monitoring.ErrorTracking.SourceMaps.Decoding;

namespace Monitoring.ErrorTracking.SourceMaps.Library;

/// <summary>The map of a generated file and, when it was uploaded, the file itself. Or why the map cannot be used.</summary>
internal sealed record GeneratedCode
{
    /// <summary>Where the map is served, for people.</summary>
    public required string MapUrl { get; init; }

    public SourceMap? Map { get; init; }

    public GeneratedText? Text { get; init; }

    /// <summary>Why there is no map, as a sentence.</summary>
    public string? Problem { get; init; }

    /// <summary>About how much memory it takes.</summary>
    public long Bytes => 500 + (Map?.Bytes ?? 0) + (Text?.Bytes ?? 0);
}
