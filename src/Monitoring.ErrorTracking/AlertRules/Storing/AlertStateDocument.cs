using Monitoring.ErrorTracking.AlertRules.Judging;

namespace Monitoring.ErrorTracking.AlertRules.Storing;

/// <summary>How a rule stands about one thing, as it is stored.</summary>
internal sealed record AlertStateDocument
{
    public required EntityId RuleId { get; init; }

    public required AlertSubject Subject { get; init; }

    public required AlertState State { get; init; }

    /// <summary>The firing that goes on, as it was told.</summary>
    public OpenFiring? Open { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }
}
