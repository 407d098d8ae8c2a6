using System.Collections.Immutable;
using System.Globalization;
using Monitoring.ErrorTracking.AlertRules.Judging;
using Monitoring.ErrorTracking.AlertRules.Measuring;

namespace Monitoring.ErrorTracking.AlertRules.Managing;

/// <summary>Finds the first mistake in the settings of a rule, as a sentence that names the place.</summary>
internal static class RuleCheck
{
    private const int MaxEnvironment = 64;
    private const int MaxRelease = 200;

    private static readonly TimeSpan ShortWindow = TimeSpan.FromHours(2);
    private static readonly TimeSpan LongestAge = TimeSpan.FromDays(3650);

    public static string? Find(AlertRuleSettings settings) =>
        Text("name", settings.Name, AlertRuleSettings.MaxName)
        ?? (Enum.IsDefined(settings.Severity) ? null : "severity: must be critical, high, medium, low, info or unknown.")
        ?? Trigger(settings)
        ?? Conditions(settings.Conditions, settings.Trigger.Kind)
        ?? (settings.Cooldown < AlertRuleSettings.ShortestCooldown || settings.Cooldown > AlertRuleSettings.LongestCooldown
            ? "cooldown: must be from 5 minutes (PT5M) to 30 days (P30D)." : null)
        ?? EndsAt(settings);

    private static string? Trigger(AlertRuleSettings settings)
    {
        var trigger = settings.Trigger;
        if (!Enum.IsDefined(trigger.Kind))
        {
            return "trigger.kind: there is no such kind.";
        }

        if (!double.IsFinite(trigger.Percent))
        {
            return "trigger.percent: must be a finite number.";
        }

        if (!AlertBounds.HasEnd(trigger.Kind) || trigger.Kind == AlertTriggerKind.MonitorFailure)
        {
            return null;
        }

        if (trigger.Window < AlertTrigger.ShortestWindow || trigger.Window > AlertTrigger.LongestWindow)
        {
            return "trigger.window: must be from 1 minute (PT1M) to 30 days (P30D).";
        }

        return AlertBounds.IsCount(trigger.Kind) ? Count(settings)
            : AlertBounds.IsChange(trigger.Kind) ? Change(settings)
            : CrashFree(trigger);
    }

    private static string? Count(AlertRuleSettings settings)
    {
        var trigger = settings.Trigger;
        var isSingle = trigger.Kind == AlertTriggerKind.Users || !settings.Conditions.Environments.IsEmpty;
        var most = isSingle || trigger.Window < ShortWindow ? AlertTrigger.MaxSingle : AlertTrigger.MaxEvents;
        return trigger.Threshold < 0 || trigger.Threshold > most ? Invariant(
            $"trigger.threshold: must be from 0 to {most}{(most == AlertTrigger.MaxEvents ? "" : isSingle ? ", because users and events of an environment are counted singly" : ", because in a window under 2 hours events are counted singly")}.") : null;
    }

    private static string? Change(AlertRuleSettings settings)
    {
        var trigger = settings.Trigger;
        return !IsWholeHours(trigger.Window) ? "trigger.window: a change is reckoned over whole hours."
            : trigger.Comparison != AlertComparison.WindowBefore && trigger.Window > (trigger.Comparison == AlertComparison.Yesterday ? TimeSpan.FromDays(1) : TimeSpan.FromDays(7))
                ? "trigger.window: must not be longer than what lies between the windows that are compared."
            : !Enum.IsDefined(trigger.Comparison) ? "trigger.comparison: must be windowBefore, yesterday or lastWeek."
            : !(trigger.Percent is > 0 and <= AlertTrigger.MaxPercent or < 0 and >= -100)
                ? Invariant($"trigger.percent: must be over 0 up to {AlertTrigger.MaxPercent}, or for a decrease from -100 to below 0.")
            : trigger.Minimum is < 1 or > AlertTrigger.MaxEvents ? Invariant($"trigger.minimum: must be from 1 to {AlertTrigger.MaxEvents}.")
            : !settings.Conditions.Environments.IsEmpty ? "conditions.environments: a change is reckoned over all environments; leave them out."
            : null;
    }

    private static string? CrashFree(AlertTrigger trigger) =>
        !IsWholeHours(trigger.Window) ? "trigger.window: a crash-free rate is reckoned over whole hours."
        : !Enum.IsDefined(trigger.Measure) ? "trigger.measure: must be sessions or users."
        : !(trigger.Percent is > 0 and <= 100) ? "trigger.percent: must be over 0 up to 100."
        : trigger.Minimum is < 1 or > AlertTrigger.MaxEvents ? Invariant($"trigger.minimum: must be from 1 to {AlertTrigger.MaxEvents}.")
        : null;

    private static string? EndsAt(AlertRuleSettings settings)
    {
        if (settings.EndsAt is not { } end)
        {
            return null;
        }

        var kind = settings.Trigger.Kind;
        if (!AlertBounds.HasEnd(kind) || kind == AlertTriggerKind.MonitorFailure)
        {
            return "endsAt: only what is counted ends at a number.";
        }

        var threshold = AlertBounds.Threshold(settings.Trigger);
        var isUpward = AlertBounds.IsCount(kind) || (AlertBounds.IsChange(kind) && threshold > 0);
        return !double.IsFinite(end) || (isUpward ? end > threshold || end < 0 : end < threshold || end > 100)
            ? "endsAt: must lie on the good side of the bound, or be the bound itself."
            : null;
    }

    private static string? Conditions(AlertConditions conditions, AlertTriggerKind kind)
    {
        var isAboutSessions = kind == AlertTriggerKind.CrashFree;
        var isAboutMonitors = kind == AlertTriggerKind.MonitorFailure;
        return Names("conditions.environments", conditions.Environments, MaxEnvironment)
            ?? Names("conditions.monitors", conditions.Monitors, MaxEnvironment)
            ?? (conditions.Monitors.IsEmpty || isAboutMonitors ? null : "conditions.monitors: only a rule about monitors has them.")
            ?? (conditions.Release is null ? null
                : !isAboutSessions ? "conditions.release: only a rule about a crash-free rate has it; ask for 'release:' in the query."
                : Text("conditions.release", conditions.Release, MaxRelease))
            ?? (isAboutMonitors && conditions.LatestReleaseOnly ? "conditions.latestReleaseOnly: a rule about monitors has no release." : null)
            ?? (isAboutSessions || isAboutMonitors ? NoIssues(conditions) : Issues(conditions));
    }

    private static string? NoIssues(AlertConditions conditions)
    {
        var none = new AlertConditions();
        return conditions.Query.Length > 0 ? "conditions.query: only a rule about issues has one."
            : conditions.MinLevel is not null ? "conditions.minLevel: only a rule about issues has one."
            : conditions.MinAge is not null ? "conditions.minAge: only a rule about issues has one."
            : conditions.MaxAge is not null ? "conditions.maxAge: only a rule about issues has one."
            : conditions.Assignment != AlertAssignment.Any ? "conditions.assignment: only a rule about issues has one."
            : !conditions.Statuses.SequenceEqual(none.Statuses) ? "conditions.statuses: only a rule about issues has them."
            : null;
    }

    private static string? Issues(AlertConditions conditions) =>
        RuleQuery.FindFault(conditions.Query) is { } fault ? $"conditions.query: {fault}"
        : conditions.MinLevel is { } level && !Enum.IsDefined(level) ? "conditions.minLevel: must be debug, info, warning, error or fatal."
        : conditions.MinAge is { } least && (least < TimeSpan.Zero || least > LongestAge) ? "conditions.minAge: must be from 0 to ten years."
        : conditions.MaxAge is { } most && (most <= TimeSpan.Zero || most > LongestAge) ? "conditions.maxAge: must be over 0 up to ten years."
        : conditions.MinAge > conditions.MaxAge ? "conditions.minAge: must not be over maxAge."
        : !Enum.IsDefined(conditions.Assignment) ? "conditions.assignment: must be any, assigned or unassigned."
        : conditions.Statuses.IsEmpty || conditions.Statuses.Any(status => !Enum.IsDefined(status)) || conditions.Statuses.Distinct().Count() != conditions.Statuses.Length
            ? "conditions.statuses: must name each of unresolved, resolved and ignored at most once, and at least one of them."
        : null;

    private static string? Names(string place, ImmutableArray<string> names, int length)
    {
        if (names.Length > AlertConditions.MaxNames)
        {
            return Invariant($"{place}: has {names.Length} names; at most {AlertConditions.MaxNames} are allowed.");
        }

        for (var index = 0; index < names.Length; index++)
        {
            if (Text(Invariant($"{place}[{index}]"), names[index], length) is { } fault)
            {
                return fault;
            }
        }

        return names.Distinct(StringComparer.Ordinal).Count() == names.Length ? null : $"{place}: names one twice.";
    }

    private static string? Text(string place, string? text, int length) =>
        string.IsNullOrWhiteSpace(text) ? $"{place}: must not be empty."
        : text.Length > length ? Invariant($"{place}: must have at most {length} characters, but has {text.Length}.")
        : text.Any(char.IsControl) ? $"{place}: must not hold control characters."
        : Texts.WellFormed(text) != text ? $"{place}: must be well-formed Unicode text."
        : null;

    private static bool IsWholeHours(TimeSpan time) => time.Ticks % TimeSpan.TicksPerHour == 0;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
