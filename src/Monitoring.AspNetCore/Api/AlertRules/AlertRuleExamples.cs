using System.Text.Json;
using Monitoring.ErrorTracking.AlertRules;
using Monitoring.Signals.Errors;

namespace Monitoring.AspNetCore.Api.AlertRules;

internal static class AlertRuleExamples
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly EntityId RuleId = new(new Guid("019aad70-1000-7000-8000-000000000001"));

    private static readonly AlertRuleSettings Settings = new()
    {
        Name = "Checkout fails often",
        Severity = Severity.High,
        Trigger = new AlertTrigger { Kind = AlertTriggerKind.Events, Threshold = 100, Window = TimeSpan.FromMinutes(10) },
        Conditions = new AlertConditions { Query = "service:checkout", Environments = ["production"] },
        Cooldown = TimeSpan.FromHours(1),
    };

    private static readonly AlertFiring Firing = new()
    {
        Id = new EntityId(new Guid("019aad70-2000-7000-8000-000000000001")),
        RuleId = RuleId,
        Subject = AlertSubject.OfIssue(new IssueId(42), "CardDeclined: insufficient funds") with { Environment = "production" },
        StartedAt = Noon,
        EndedAt = Noon.AddMinutes(14),
        End = ErrorAlertEnd.Recovered,
        HasEnd = true,
        Value = 101,
        Threshold = 100,
        Reason = "101 events in 10 minutes, more than 100",
        Suppressed = 0,
    };

    public static ApiParameter Rule { get; } = Parameters.Path("rule", "The alert rule.", RuleId.ToString());

    public static ApiContent Input { get; } = ApiContent.Of(InputOf(), AlertRuleJson.Default.AlertRuleInput);

    public static ApiContent Changes { get; } = ApiContent.Of(
        new() { MutedUntil = JsonElement.Parse("\"2026-11-22T18:00:00Z\"") }, AlertRuleJson.Default.AlertRuleChanges);

    public static ApiContent One { get; } = ApiContent.Of(RuleOf(), AlertRuleJson.Default.AlertRuleDocument);

    public static ApiContent List { get; } = ApiContent.Of(new() { Items = [RuleOf()], Next = null }, AlertRuleJson.Default.ListDocumentAlertRuleDocument);

    public static ApiContent History { get; } = ApiContent.Of(
        new() { Items = [AlertFiringDocument.Of(Firing)], Next = null }, AlertRuleJson.Default.ListDocumentAlertFiringDocument);

    public static ApiContent Test { get; } = ApiContent.Of(
        new() { Rule = InputOf(), From = Noon.AddDays(-7), To = Noon }, AlertRuleJson.Default.AlertTestRequest);

    public static ApiContent Tested { get; } = ApiContent.Of(
        AlertTestDocument.Of(new AlertTestResult
        {
            From = Noon.AddDays(-7),
            To = Noon.AddHours(1),
            Resolution = TimeSpan.FromHours(1),
            Count = 1,
            Subjects = 1,
            Held = 0,
            Summary = "would have fired once from 2026-11-15 12:00 to 2026-11-22 13:00 UTC",
            Firings = [Firing],
            Unknown = ["A window of 10 minutes was judged by whole hours, 1 hour at a time: it may fire more often than in truth, and a burst across the turn of an hour may be missed."],
        }),
        AlertRuleJson.Default.AlertTestDocument);

    private static AlertRuleInput InputOf() => new()
    {
        Name = Settings.Name,
        Enabled = true,
        Severity = AlertWords.Of(Settings.Severity),
        Trigger = AlertTriggerDocument.Of(Settings.Trigger),
        Conditions = new() { Query = Settings.Conditions.Query, Environments = Settings.Conditions.Environments, Monitors = [], Statuses = ["unresolved"] },
        Cooldown = Settings.Cooldown,
    };

    private static AlertRuleDocument RuleOf() => AlertRuleDocument.Of(new AlertRule
    {
        Id = RuleId,
        ProjectId = new ProjectId(1),
        Settings = Settings,
        CreatedAt = Noon.AddDays(-7),
        ChangedAt = Noon.AddDays(-7),
        Firing = 1,
    });
}
