using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Grouping;

/// <summary>One view of an event, such as its in-app frames, and the hash of it. May hold personal data, as the event does.</summary>
public sealed record GroupingVariant
{
    /// <summary>The name, such as <c>app</c>, <c>system</c>, <c>default</c>, <c>custom_client_fingerprint</c> or <c>fallback</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What was looked at: <c>exception</c>, <c>threads</c>, <c>stacktrace</c>, <c>template</c>, <c>security</c>, <c>message</c>, <c>fingerprint</c>, <c>checksum</c> or <c>nothing</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Whether the hash counts.</summary>
    public required bool Contributes { get; init; }

    /// <summary>The MD5 of the <see cref="Values"/> as UTF-8, one after the other without separators.</summary>
    public required GroupingHash Hash { get; init; }

    /// <summary>The contributing values, in order.</summary>
    public required ImmutableArray<string> Values { get; init; }

    /// <summary>Why it does not count.</summary>
    public string? Hint { get; init; }
}
