using System.Collections.Frozen;
using Monitoring.ErrorTracking.Scrubbing.Fields;

namespace Monitoring.ErrorTracking.Scrubbing.Passes;

/// <summary>An event after scrubbing.</summary>
internal sealed record ScrubbedEvent
{
    /// <summary>The JSON: that which was given when nothing was changed.</summary>
    public required ReadOnlyMemory<byte> Json { get; init; }

    /// <summary>Whether the JSON is another one.</summary>
    public required bool IsChanged { get; init; }

    /// <summary>Whether the project's expressions took too long, so that whole texts were taken for matches.</summary>
    public bool IsCutShort { get; init; }

    /// <summary>What of the user was changed, as it was before. Secret: it must not be kept.</summary>
    public IReadOnlyDictionary<FieldRole, string> Changed { get; init; } = FrozenDictionary<FieldRole, string>.Empty;
}
