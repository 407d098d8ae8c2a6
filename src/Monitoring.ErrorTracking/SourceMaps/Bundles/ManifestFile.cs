namespace Monitoring.ErrorTracking.SourceMaps.Bundles;

/// <summary>A file in a manifest.</summary>
internal sealed record ManifestFile
{
    public string? Type { get; init; }

    public string? Url { get; init; }

    /// <summary>Names in any case, as in HTTP: <c>debug-id</c>, <c>sourcemap</c>.</summary>
    public Dictionary<string, string>? Headers { get; init; }

    public string? Header(string name) =>
        Headers?.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
