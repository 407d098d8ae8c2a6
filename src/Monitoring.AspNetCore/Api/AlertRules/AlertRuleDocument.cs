using System.ComponentModel;
using Monitoring.ErrorTracking.AlertRules;

namespace Monitoring.AspNetCore.Api.AlertRules;

[Description("An alert rule.")]
internal sealed record AlertRuleDocument
{
    public required string Id { get; init; }

    public required string ProjectId { get; init; }

    public required string Name { get; init; }

    public required bool Enabled { get; init; }

    [Description("critical, high, medium, low, info or unknown.")]
    public required string Severity { get; init; }

    public required AlertTriggerDocument Trigger { get; init; }

    public required AlertConditionsDocument Conditions { get; init; }

    public required TimeSpan Cooldown { get; init; }

    [Description("At what number a firing ends; null for the default.")]
    public required double? EndsAt { get; init; }

    [Description("Until when it is silent; null when it is not.")]
    public required DateTimeOffset? MutedUntil { get; init; }

    [Description("For how many things it fires now.")]
    public required int Firing { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public static AlertRuleDocument Of(AlertRule rule) => new()
    {
        Id = rule.Id.ToString(),
        ProjectId = rule.ProjectId.ToString(),
        Name = rule.Settings.Name,
        Enabled = rule.Settings.IsEnabled,
        Severity = AlertWords.Of(rule.Settings.Severity),
        Trigger = AlertTriggerDocument.Of(rule.Settings.Trigger),
        Conditions = AlertConditionsDocument.Of(rule.Settings.Conditions),
        Cooldown = rule.Settings.Cooldown,
        EndsAt = rule.Settings.EndsAt,
        MutedUntil = rule.MutedUntil,
        Firing = rule.Firing,
        CreatedAt = rule.CreatedAt,
        ChangedAt = rule.ChangedAt,
    };
}
