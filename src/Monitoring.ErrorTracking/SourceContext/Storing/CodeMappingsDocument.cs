using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.SourceContext.Storing;

/// <summary>The mappings as they are stored, one document in the partition of each project that has any.</summary>
internal sealed record CodeMappingsDocument
{
    public const string Key = "code-mappings";

    public required ImmutableArray<CodeMapping> Mappings { get; init; }
}
