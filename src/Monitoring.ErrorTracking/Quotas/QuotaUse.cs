namespace Monitoring.ErrorTracking.Quotas;

/// <summary>A rule and how much of it is used.</summary>
public sealed record QuotaUse
{
    /// <summary>The rule.</summary>
    public required QuotaRule Rule { get; init; }

    /// <summary>What was let in within the last <see cref="QuotaRule.Window"/>; of windows up to an hour only what this host let in.</summary>
    public required long Used { get; init; }

    /// <summary>What still fits; at least 0.</summary>
    public long Remaining => Math.Max(0, Rule.Limit - Used);

    /// <summary>After how long something fits again; <see langword="null"/> when something fits now, or never will.</summary>
    public TimeSpan? FitsAfter { get; init; }
}
