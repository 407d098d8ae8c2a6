using System.ComponentModel;
using Monitoring.ErrorTracking.AlertRules;

namespace Monitoring.AspNetCore.Api.AlertRules;

[Description("What a rule waits for, with the numbers that its kind needs.")]
internal sealed record AlertTriggerDocument
{
    [Description(
        "newIssue, regression, escalation, woken (happen in a moment); events, users (of an issue), projectEvents, percentChange, projectPercentChange, monitorFailure, crashFree (have an end).")]
    public required string Kind { get; init; }

    [Description("Of events, users and projectEvents: fires at more than this.")]
    public long? Threshold { get; init; }

    [Description("How far back is looked, PT1M to P30D; whole hours for changes and crash-free rates. An hour when it is left out.")]
    public TimeSpan? Window { get; init; }

    [Description("Of a change: fires at more than this, or, if it is negative, at less. Of crashFree: fires below this.")]
    public double? Percent { get; init; }

    [Description("Of a change: windowBefore, yesterday or lastWeek; windowBefore when it is left out.")]
    public string? Comparison { get; init; }

    [Description("Of a change: how many events the greater of the two windows must have. Of crashFree: how many sessions there must be. 10 when it is left out.")]
    public long? Minimum { get; init; }

    [Description("Of crashFree: sessions or users; sessions when it is left out.")]
    public string? Measure { get; init; }

    public static AlertTriggerDocument Of(AlertTrigger trigger)
    {
        var isCount = trigger.Kind is AlertTriggerKind.Events or AlertTriggerKind.Users or AlertTriggerKind.ProjectEvents;
        var isChange = trigger.Kind is AlertTriggerKind.PercentChange or AlertTriggerKind.ProjectPercentChange;
        var isRate = trigger.Kind == AlertTriggerKind.CrashFree;
        return new()
        {
            Kind = AlertWords.Of(trigger.Kind),
            Threshold = isCount ? trigger.Threshold : null,
            Window = isCount || isChange || isRate ? trigger.Window : null,
            Percent = isChange || isRate ? trigger.Percent : null,
            Comparison = isChange ? AlertWords.Of(trigger.Comparison) : null,
            Minimum = isChange || isRate ? trigger.Minimum : null,
            Measure = isRate ? AlertWords.Of(trigger.Measure) : null,
        };
    }

    /// <summary>The trigger; null with the reason when it cannot be read.</summary>
    public AlertTrigger? Read(out string fault)
    {
        var comparison = AlertComparison.WindowBefore;
        var measure = CrashFreeMeasure.Sessions;
        fault = !Words.TryParse<AlertTriggerKind>(Kind, out var kind) ? $"trigger.kind: '{Problem.Short(Kind)}' is none of {string.Join(", ", AlertWords.Kinds)}."
            : Comparison is not null && !Words.TryParse(Comparison, out comparison) ? "trigger.comparison: must be windowBefore, yesterday or lastWeek."
            : Measure is not null && !Words.TryParse(Measure, out measure) ? "trigger.measure: must be sessions or users."
            : "";
        var defaults = new AlertTrigger { Kind = kind };
        return fault.Length > 0 ? null : defaults with
        {
            Threshold = Threshold ?? defaults.Threshold,
            Window = Window ?? defaults.Window,
            Percent = Percent ?? defaults.Percent,
            Comparison = comparison,
            Minimum = Minimum ?? defaults.Minimum,
            Measure = measure,
        };
    }
}
