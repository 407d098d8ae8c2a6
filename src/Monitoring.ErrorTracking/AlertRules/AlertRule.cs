namespace Monitoring.ErrorTracking.AlertRules;

/// <summary>An alert rule of a project.</summary>
public sealed record AlertRule
{
    /// <summary>Its id.</summary>
    public required EntityId Id { get; init; }

    /// <summary>The project.</summary>
    public required ProjectId ProjectId { get; init; }

    /// <summary>What people say of it.</summary>
    public required AlertRuleSettings Settings { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was changed last, UTC.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Until when it does not fire, UTC; <see langword="null"/> when it is not muted. What holds then still, fires then.</summary>
    public DateTimeOffset? MutedUntil { get; init; }

    /// <summary>For how many things it fires now, as far as they were counted: at most 1,000.</summary>
    public int Firing { get; init; }
}
