using System.ComponentModel;
using Monitoring.ErrorTracking.AlertRules;

namespace Monitoring.AspNetCore.Api.AlertRules;

[Description("An alert rule. What is left out has its default.")]
internal sealed record AlertRuleInput
{
    [Description("What people call it, 1 to 128 characters.")]
    public required string Name { get; init; }

    [Description("Whether it is looked after; it is when this is left out.")]
    public bool? Enabled { get; init; }

    [Description("critical, high, medium, low, info or unknown; medium when it is left out.")]
    public string? Severity { get; init; }

    public required AlertTriggerDocument Trigger { get; init; }

    public AlertConditionsDocument? Conditions { get; init; }

    [Description("How long it does not fire again about the same thing, PT5M to P30D; half an hour when it is left out.")]
    public TimeSpan? Cooldown { get; init; }

    [Description("At what number a firing ends; four fifths of the bound when it is left out, and for crashFree the bound itself.")]
    public double? EndsAt { get; init; }

    /// <summary>The settings; null with the reason when they cannot be read.</summary>
    public AlertRuleSettings? Read(out string fault)
    {
        if (Trigger.Read(out fault) is not { } trigger || (Conditions ?? new()).Read(out fault) is not { } conditions)
        {
            return null;
        }

        var defaults = new AlertRuleSettings { Name = Name, Trigger = trigger, Conditions = conditions };
        var severity = defaults.Severity;
        if (Severity is not null && !Words.TryParse(Severity, out severity))
        {
            fault = "severity: must be critical, high, medium, low, info or unknown.";
            return null;
        }

        return defaults with { IsEnabled = Enabled ?? true, Severity = severity, Cooldown = Cooldown ?? defaults.Cooldown, EndsAt = EndsAt };
    }
}
