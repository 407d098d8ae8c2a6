using Monitoring.Signals.Errors;

namespace Monitoring.ErrorTracking.AlertRules;

/// <summary>A firing of an alert rule, as it is kept in its history.</summary>
public sealed record AlertFiring
{
    /// <summary>Its id.</summary>
    public required EntityId Id { get; init; }

    /// <summary>The rule.</summary>
    public required EntityId RuleId { get; init; }

    /// <summary>What it is about.</summary>
    public required AlertSubject Subject { get; init; }

    /// <summary>When it fired, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, UTC; <see langword="null"/> while it goes on, and for what has no end.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How it ended.</summary>
    public ErrorAlertEnd? End { get; init; }

    /// <summary>Whether it ends at all: what happens in a moment does not.</summary>
    public required bool HasEnd { get; init; }

    /// <summary>What was observed when it fired.</summary>
    public double? Value { get; init; }

    /// <summary>The bound that was crossed.</summary>
    public double? Threshold { get; init; }

    /// <summary>Why, as a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>How often it would have fired since the firing before, but was in its cooldown, muted or held.</summary>
    public long Suppressed { get; init; }
}
