using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Grouping;

/// <summary>How an event is grouped, and why.</summary>
/// <remarks>May hold personal data, as the event does.</remarks>
public sealed record GroupingExplanation
{
    /// <summary>The <see cref="IGroupingStrategy.Id"/> of the strategy.</summary>
    public required string Strategy { get; init; }

    /// <summary>The hashes, as in <see cref="GroupingResult.Hashes"/>.</summary>
    public required ImmutableArray<GroupingHash> Hashes { get; init; }

    /// <summary>The views of the event that were considered, also those that do not count.</summary>
    public required ImmutableArray<GroupingVariant> Variants { get; init; }

    /// <summary>What the issue is called.</summary>
    public required string Title { get; init; }

    /// <summary>The place that is blamed; may be empty.</summary>
    public required string Culprit { get; init; }

    /// <summary>The rule that gave the fingerprint; <see langword="null"/> when none did.</summary>
    public string? FingerprintRule { get; init; }

    /// <summary>The line of that rule in the project's text, from 1; <see langword="null"/> of a rule of the product.</summary>
    public int? FingerprintRuleLine { get; init; }
}
