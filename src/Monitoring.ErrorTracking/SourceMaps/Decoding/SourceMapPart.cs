namespace Monitoring.ErrorTracking.SourceMaps.Decoding;

/// <summary>What stands in one map, or in the map of one section, before its mappings are decoded.</summary>
internal sealed class SourceMapPart
{
    public int? Version { get; set; }

    public string? Root { get; set; }

    public string? DebugId { get; set; }

    public List<string?> Sources { get; set; } = [];

    public List<byte[]?> Contents { get; set; } = [];

    public List<string?> Names { get; set; } = [];

    public HashSet<int> Ignored { get; set; } = [];

    /// <summary>The mappings as they stand there; <see langword="null"/> when there are none.</summary>
    public byte[]? Mappings { get; set; }

    public bool HasSections { get; set; }
}
