using System.Collections.Immutable;

namespace Monitoring.Storage.Errors;

/// <summary>How often each value of a tag key occurred in an issue.</summary>
public sealed record TagDistribution
{
    /// <summary>The tag's key.</summary>
    public required string Key { get; init; }

    /// <summary>How many events carried the key.</summary>
    public required long Total { get; init; }

    /// <summary>The values, the most frequent first, then in ordinal order.</summary>
    public required ImmutableArray<TagValueCount> Values { get; init; }

    /// <summary>How many events had values that are not counted singly; see <see cref="ErrorStoreLimits.TagValues"/>.</summary>
    public required long Others { get; init; }
}
