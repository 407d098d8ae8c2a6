namespace Monitoring.ErrorTracking.AlertRules.Storing;

/// <summary>A rule as it is stored.</summary>
internal sealed record AlertRuleDocument
{
    public required EntityId Id { get; init; }

    public required AlertRuleSettings Settings { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Since when it is looked after: what happened before concerns it no more.</summary>
    public required DateTimeOffset ActiveSince { get; init; }

    public DateTimeOffset? MutedUntil { get; init; }

    /// <summary>Grows when it is about something else than before, so that what it fired for ends.</summary>
    public required int Revision { get; init; }

    public bool IsMuted(DateTimeOffset at) => at < MutedUntil;

    /// <summary>The rule with other settings.</summary>
    public AlertRuleDocument With(AlertRuleSettings settings, DateTimeOffset now) => this with
    {
        Settings = settings,
        ChangedAt = now,
        ActiveSince = settings.IsEnabled && !Settings.IsEnabled ? now : ActiveSince,
        Revision = settings.IsEnabled == Settings.IsEnabled && settings.Trigger == Settings.Trigger && settings.Conditions == Settings.Conditions ? Revision : Revision + 1,
    };
}
