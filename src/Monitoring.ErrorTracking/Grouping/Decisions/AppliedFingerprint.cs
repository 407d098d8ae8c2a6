using System.Collections.Immutable;
using Monitoring.ErrorTracking.Grouping.Rules.Fingerprints;

namespace Monitoring.ErrorTracking.Grouping.Decisions;

/// <summary>The fingerprint that an event is grouped by, and where it comes from.</summary>
internal sealed record AppliedFingerprint
{
    /// <summary>The values as they were given, variables unresolved.</summary>
    public required ImmutableArray<string> Values { get; init; }

    /// <summary>What the event has for the variables.</summary>
    public required FingerprintFacts Facts { get; init; }

    /// <summary>The text of the rule that gave it; null when the sender did.</summary>
    public string? Rule { get; init; }

    /// <summary>The line of the rule in its text, from 1; 0 of built-in rules and of what the sender gave.</summary>
    public int Line { get; init; }

    /// <summary>Whether the rule is one of the product's own.</summary>
    public bool IsBuiltIn { get; init; }

    /// <summary>The title that the rule gives the issue.</summary>
    public string? Title { get; init; }
}
