namespace Monitoring.ErrorTracking.SourceMaps;

/// <summary>What a file of an uploaded bundle is.</summary>
public enum ArtifactKind
{
    /// <summary>Something that nothing here reads.</summary>
    Other,

    /// <summary>Generated code, as it is run.</summary>
    MinifiedSource,

    /// <summary>The source map of generated code.</summary>
    SourceMap,

    /// <summary>Code as it was written.</summary>
    Source,
}
