using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Grouping;

/// <summary>One view of an event, such as its in-app frames, and the hash of it.</summary>
/// <remarks>May hold personal data, as the event does.</remarks>
public sealed record GroupingVariant
{
    /// <summary>The name, such as <c>app</c>, <c>system</c>, <c>default</c>, <c>custom-fingerprint</c> or <c>fallback</c>.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// How the hash comes about: <c>component</c>, <c>salted-component</c>, <c>custom-fingerprint</c>, <c>built-in-fingerprint</c>, <c>checksum</c>,
    /// <c>hashed-checksum</c> or <c>fallback</c>.
    /// </summary>
    public required string Type { get; init; }

    /// <summary>Whether the hash counts.</summary>
    public required bool Contributes { get; init; }

    /// <summary>The MD5 of the <see cref="Values"/> as UTF-8, one after the other without separators; <see langword="null"/> when it does not count.</summary>
    public GroupingHash? Hash { get; init; }

    /// <summary>The contributing values, in order.</summary>
    public required ImmutableArray<string> Values { get; init; }

    /// <summary>Why it counts or not; <see langword="null"/> when nothing needs saying.</summary>
    public string? Hint { get; init; }

    /// <summary>What was looked at, with what counts and what does not; <see langword="null"/> when a checksum or fingerprint alone decides.</summary>
    public GroupingComponent? Component { get; init; }
}
