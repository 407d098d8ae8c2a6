namespace Monitoring.ErrorTracking.AlertRules.Judging;

/// <summary>
/// Sets what was counted against the numbers of a rule. A firing ends at another number than it begins, so that it does not flap about the bound.
/// </summary>
internal static class AlertBounds
{
    /// <summary>A firing ends at four fifths of what it began over.</summary>
    private const double Part = 0.8;

    /// <summary>The number over (or under) which the rule fires.</summary>
    public static double Threshold(AlertTrigger trigger) => IsCount(trigger.Kind) ? trigger.Threshold : trigger.Percent;

    public static bool IsCount(AlertTriggerKind kind) => kind is AlertTriggerKind.Events or AlertTriggerKind.Users or AlertTriggerKind.ProjectEvents;

    public static bool IsChange(AlertTriggerKind kind) => kind is AlertTriggerKind.PercentChange or AlertTriggerKind.ProjectPercentChange;

    /// <summary>Whether it fires as long as something holds, and not for a moment.</summary>
    public static bool HasEnd(AlertTriggerKind kind) =>
        kind is not (AlertTriggerKind.NewIssue or AlertTriggerKind.Regression or AlertTriggerKind.Escalation or AlertTriggerKind.Woken);

    /// <summary>Whether it is about each issue by itself.</summary>
    public static bool IsAboutIssues(AlertTriggerKind kind) => kind is AlertTriggerKind.Events or AlertTriggerKind.Users or AlertTriggerKind.PercentChange;

    /// <summary>The number at which a firing ends.</summary>
    public static double End(AlertRuleSettings settings) => settings.EndsAt ?? (
        IsCount(settings.Trigger.Kind) ? Math.Floor(Part * settings.Trigger.Threshold)
        : IsChange(settings.Trigger.Kind) ? Part * settings.Trigger.Percent
        : settings.Trigger.Percent);

    /// <summary>The change in percent: 100 (now - before) / before, where nothing before counts as one.</summary>
    public static double Change(double now, double before) => 100 * (now - before) / Math.Max(1, before);

    public static Observation Observe(AlertRuleSettings settings, Measured measured)
    {
        if (!measured.IsKnown)
        {
            return Observation.Unknown;
        }

        var trigger = settings.Trigger;
        var end = End(settings);
        if (IsCount(trigger.Kind))
        {
            return new Observation { Holds = measured.Value > trigger.Threshold, IsCalm = measured.Value <= end };
        }

        if (IsChange(trigger.Kind))
        {
            var change = Change(measured.Value, measured.Base);
            var isEnough = Math.Max(measured.Value, measured.Base) >= trigger.Minimum;
            return trigger.Percent >= 0
                ? new Observation { Holds = isEnough && change > trigger.Percent, IsCalm = !isEnough || change <= end }
                : new Observation { Holds = isEnough && change < trigger.Percent, IsCalm = !isEnough || change >= end };
        }

        var isMany = measured.Weight >= trigger.Minimum;
        return new Observation { Holds = isMany && measured.Value < trigger.Percent, IsCalm = !isMany || measured.Value >= end };
    }
}
