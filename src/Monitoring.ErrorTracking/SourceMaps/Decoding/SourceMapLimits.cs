namespace Monitoring.ErrorTracking.SourceMaps.Decoding;

/// <summary>The bounds of one source map. Real ones of very large applications stay an order of magnitude below.</summary>
internal static class SourceMapLimits
{
    public const int Sources = 200_000;

    public const int Names = 2_000_000;

    public const int Mappings = 8_000_000;

    public const int GeneratedLines = 4_000_000;

    public const int Sections = 10_000;

    /// <summary>How deep the JSON may be nested.</summary>
    public const int Depth = 32;
}
