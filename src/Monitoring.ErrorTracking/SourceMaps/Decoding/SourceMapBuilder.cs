namespace Monitoring.ErrorTracking.SourceMaps.Decoding;

/// <summary>Makes one map of all sections.</summary>
internal sealed class SourceMapBuilder
{
    private readonly MappingsDecoder _decoder = new();
    private readonly List<SourceFile> _sources = [];
    private readonly List<string> _names = [];

    public string? DebugId { get; set; }

    public void Add(SourceMapPart part, int line, int column)
    {
        if (part.Mappings is not { } mappings)
        {
            throw new SourceMapFault("mappings: are missing.");
        }

        var table = new MappingTable(_sources.Count, part.Sources.Count, _names.Count, part.Names.Count);
        if (_sources.Count + part.Sources.Count > SourceMapLimits.Sources || _names.Count + part.Names.Count > SourceMapLimits.Names)
        {
            throw new SourceMapFault("sections: together they have too many sources or names.");
        }

        AddSources(part);
        _names.AddRange(part.Names.Select(name => name ?? ""));
        _decoder.Add(mappings, table, line, column);
    }

    public SourceMap Build()
    {
        _decoder.Finish();
        return new SourceMap(_decoder.Mappings, _decoder.LineStarts, [.. _sources], [.. _names], DebugId);
    }

    private void AddSources(SourceMapPart part)
    {
        var root = part.Root is { Length: > 0 } given ? given.TrimEnd('/') + '/' : "";
        for (var i = 0; i < part.Sources.Count; i++)
        {
            var name = part.Sources[i] ?? "";
            var isWhole = name.Length == 0 || name[0] == '/' || name.Contains("://", StringComparison.Ordinal);
            _sources.Add(new SourceFile(isWhole ? name : root + name, i < part.Contents.Count ? part.Contents[i] : null)
            {
                IsIgnored = part.Ignored.Contains(i),
            });
        }
    }
}
