using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.AlertRules.Judging;

/// <summary>How a rule stands about one thing. Without a firing and past its cooldown it is ok.</summary>
internal sealed record AlertState
{
    /// <summary>How many causes are remembered: more than can be delivered again after a crash.</summary>
    public const int MaxSeen = 64;

    /// <summary>The state of what was never fired for.</summary>
    public static AlertState Ok { get; } = new();

    /// <summary>The firing that goes on; null when none does.</summary>
    public EntityId? FiringId { get; init; }

    /// <summary>When it fired last.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Until when it does not fire again.</summary>
    public DateTimeOffset? CoolingUntil { get; init; }

    /// <summary>Of a firing: since when what is observed is on the good side; null when it is not.</summary>
    public DateTimeOffset? CalmSince { get; init; }

    /// <summary>Whether it holds now and was kept from firing.</summary>
    public bool IsHeldBack { get; init; }

    /// <summary>How often it was kept from firing since it fired last.</summary>
    public long Suppressed { get; init; }

    /// <summary>The last causes that were taken in, so that a repeated delivery changes nothing.</summary>
    public ImmutableArray<EntityId> Seen { get; init => field = value.IsDefault ? [] : value; } = [];

    public bool IsFiring => FiringId is not null;

    public bool IsCooling(DateTimeOffset at) => at < CoolingUntil;

    /// <summary>Whether nothing is to be remembered any more.</summary>
    public bool IsForgettable(DateTimeOffset at) => !IsFiring && !IsCooling(at) && !IsHeldBack && Suppressed == 0;
}
