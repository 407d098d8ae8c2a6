namespace Monitoring.ErrorTracking.AlertRules.Judging;

/// <summary>What follows for a rule about one thing.</summary>
internal sealed record AlertStep
{
    /// <summary>The state after.</summary>
    public required AlertState State { get; init; }

    public AlertEffect Effect { get; init; }

    /// <summary>The firing that begins or ends.</summary>
    public EntityId? FiringId { get; init; }

    /// <summary>Of a firing that begins: how often it was kept from it before.</summary>
    public long Suppressed { get; init; }

    public static AlertStep To(AlertState state) => new() { State = state };
}
