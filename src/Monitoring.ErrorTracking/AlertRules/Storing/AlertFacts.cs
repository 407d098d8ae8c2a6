using Monitoring.Signals.Errors;

namespace Monitoring.ErrorTracking.AlertRules.Storing;

/// <summary>What a firing says of itself.</summary>
internal sealed record AlertFacts
{
    public required AlertSubject Subject { get; init; }

    /// <summary>When it happened or was observed.</summary>
    public required DateTimeOffset At { get; init; }

    public required string Reason { get; init; }

    public double? Value { get; init; }

    public ErrorAlertEnd End { get; init; }
}
