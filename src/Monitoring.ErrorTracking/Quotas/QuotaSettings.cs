using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Quotas;

/// <summary>How much may be sent to a project.</summary>
public sealed record QuotaSettings
{
    /// <summary>The most rules of a project.</summary>
    public const int MaxRules = 32;

    /// <summary>The rules; whatever is sent must fit all that hold for it.</summary>
    public ImmutableArray<QuotaRule> Rules { get; init; } = [];

    /// <summary>Whether both say the same.</summary>
    public bool Equals(QuotaSettings? other) => other is not null && Rules.SequenceEqual(other.Rules);

    /// <inheritdoc/>
    public override int GetHashCode() => Rules.Length;
}
