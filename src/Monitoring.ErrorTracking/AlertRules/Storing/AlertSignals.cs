using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Monitoring.Signals;
using Monitoring.Signals.Errors;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.AlertRules.Storing;

/// <summary>The signals of rules, as they are committed with the state that they tell of.</summary>
internal static class AlertSignals
{
    public static SignalType<ErrorAlertFired> Fired { get; } = new("error-alert-fired", AlertSignalJson.Default.ErrorAlertFired);

    public static SignalType<ErrorAlertEnded> Ended { get; } = new("error-alert-ended", AlertSignalJson.Default.ErrorAlertEnded);

    public static SignalType<ErrorAlertsHeld> Held { get; } = new("error-alerts-held", AlertSignalJson.Default.ErrorAlertsHeld);

    public static ImmutableArray<SignalType> All { get; } = [Fired, Ended, Held];

    public static string DedupKey(EntityId rule, AlertSubject subject) => $"error-rule:{rule}:{subject.Key}";

    public static SignalEntry Entry<T>(SignalType<T> type, T signal, TimeProvider timeProvider)
        where T : class, ISignal => new()
        {
            Id = EntityId.Create(timeProvider),
            Type = type.Name,
            AggregateId = signal.AggregateId,
            OccurredAt = timeProvider.GetUtcNow(),
            Body = type.Serialize(signal),
        };

    public static ErrorAlertFired FiredOf(ProjectId project, OpenFiring open) => new()
    {
        ProjectId = project,
        RuleId = open.Firing.RuleId,
        RuleName = open.RuleName,
        Severity = open.Severity,
        FiringId = open.Firing.Id,
        DedupKey = DedupKey(open.Firing.RuleId, open.Firing.Subject),
        IssueId = open.Firing.Subject.IssueId,
        Title = open.Firing.Subject.Title,
        MonitorId = open.Firing.Subject.MonitorId,
        MonitorSlug = open.Firing.Subject.MonitorSlug,
        Release = open.Firing.Subject.Release,
        Environment = open.Firing.Subject.Environment,
        Service = open.Firing.Subject.Service,
        Value = open.Firing.Value,
        Threshold = open.Firing.Threshold,
        Window = open.Window,
        Reason = open.Firing.Reason,
        StartedAt = open.Firing.StartedAt,
        LinkPath = open.Firing.Subject.LinkPath,
        HasEnd = open.Firing.HasEnd,
        Suppressed = open.Firing.Suppressed,
    };

    public static ErrorAlertEnded EndedOf(ProjectId project, OpenFiring open, DateTimeOffset at, ErrorAlertEnd end) => new()
    {
        ProjectId = project,
        RuleId = open.Firing.RuleId,
        RuleName = open.RuleName,
        Severity = open.Severity,
        FiringId = open.Firing.Id,
        DedupKey = DedupKey(open.Firing.RuleId, open.Firing.Subject),
        IssueId = open.Firing.Subject.IssueId,
        Title = open.Firing.Subject.Title,
        MonitorId = open.Firing.Subject.MonitorId,
        MonitorSlug = open.Firing.Subject.MonitorSlug,
        Release = open.Firing.Subject.Release,
        Environment = open.Firing.Subject.Environment,
        Service = open.Firing.Subject.Service,
        Value = open.Firing.Value,
        Threshold = open.Firing.Threshold,
        Window = open.Window,
        Reason = open.Firing.Reason,
        StartedAt = open.Firing.StartedAt,
        LinkPath = open.Firing.Subject.LinkPath,
        EndedAt = at,
        End = end,
    };

    public static ErrorAlertsHeld HeldOf(ProjectId project, DateTimeOffset hour, GuardCount count, bool isOver) => new()
    {
        ProjectId = project,
        RuleId = count.RuleId,
        RuleName = count.RuleName,
        Severity = count.Severity,
        Hour = hour,
        Held = count.Held,
        IsOver = isOver,
    };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ErrorAlertFired))]
[JsonSerializable(typeof(ErrorAlertEnded))]
[JsonSerializable(typeof(ErrorAlertsHeld))]
internal sealed partial class AlertSignalJson : JsonSerializerContext;
