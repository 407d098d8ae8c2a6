using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.SourceContext.Storing;

/// <summary>All mappings of a project.</summary>
internal sealed record CodeMappingsDocument
{
    public ImmutableArray<CodeMapping> Mappings { get; init => field = value.IsDefault ? [] : value; } = [];

    public bool Equals(CodeMappingsDocument? other) => other is not null && Mappings.SequenceEqual(other.Mappings);

    public override int GetHashCode() => Mappings.Length;
}
