using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Quotas;

/// <summary>The rules of a project and how much of each is used.</summary>
public sealed record QuotaReport
{
    /// <summary>The rules in their order.</summary>
    public required ImmutableArray<QuotaUse> Rules { get; init; }
}
