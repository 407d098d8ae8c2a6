using Monitoring.ErrorTracking.AlertRules.Judging;
using Monitoring.ErrorTracking.AlertRules.Storing;
using Monitoring.ErrorTracking.Monitors.Storing;
using Monitoring.Signals.Errors;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.AlertRules.Running;

/// <summary>Sets failures and recoveries of monitored jobs against a rule.</summary>
internal sealed class MonitorJudge(MonitorRecords monitors, AlertWriter writer, TimeProvider timeProvider)
{
    public static bool Fits(AlertConditions conditions, string slug, string environment) =>
        (conditions.Monitors.IsEmpty || conditions.Monitors.Contains(slug))
        && (conditions.Environments.IsEmpty || conditions.Environments.Contains(environment));

    /// <summary>A monitor failed.</summary>
    public ValueTask<bool> FailedAsync(
        ProjectId project, Versioned<AlertRuleDocument> rule, MonitorFailed failed, DateTimeOffset at, CancellationToken cancellationToken) =>
        ApplyAsync(project, rule, SubjectOf(failed), Reasons.OfMonitor(failed), failed.InARow, isFailing: true, at, cancellationToken);

    /// <summary>A monitor recovered.</summary>
    public ValueTask<bool> RecoveredAsync(
        ProjectId project, Versioned<AlertRuleDocument> rule, MonitorRecovered recovered, DateTimeOffset at, CancellationToken cancellationToken) =>
        ApplyAsync(project, rule, SubjectOf(recovered), "", null, isFailing: false, at, cancellationToken);

    /// <summary>How a monitor stands that a rule fired for, or was kept from firing for: one that is gone or well is over.</summary>
    public async ValueTask StandingAsync(ProjectId project, Versioned<AlertRuleDocument> rule, AlertSubject subject, CancellationToken cancellationToken)
    {
        var environment = await monitors.FindEnvironmentAsync(
            Partition.Of(project), subject.MonitorId ?? default, subject.Environment ?? "", cancellationToken).ConfigureAwait(false);
        var isFailing = environment?.Value.State.Incident is not null && Fits(rule.Value.Settings.Conditions, subject.MonitorSlug ?? "", subject.Environment ?? "");
        await ApplyAsync(
            project, rule, subject, "The job is still failing", environment?.Value.State.ConsecutiveFailures, isFailing, timeProvider.GetUtcNow(), cancellationToken)
            .ConfigureAwait(false);
    }

    private ValueTask<bool> ApplyAsync(
        ProjectId project,
        Versioned<AlertRuleDocument> rule,
        AlertSubject subject,
        string reason,
        double? value,
        bool isFailing,
        DateTimeOffset at,
        CancellationToken cancellationToken)
    {
        var facts = new AlertFacts { Subject = subject, At = at, Reason = reason, Value = value, End = ErrorAlertEnd.Recovered };
        var observed = new Observation { Holds = isFailing, IsCalm = !isFailing };
        return writer.ApplyAsync(
            project,
            rule,
            facts,
            (before, gate) => AlertMachine.OnValue(before, observed, AlertPace.Of(rule.Value.Settings), at, gate, () => EntityId.Create(timeProvider)),
            cancellationToken);
    }

    private static AlertSubject SubjectOf(MonitorSignal signal) =>
        AlertSubject.OfMonitor(signal.MonitorId, signal.Slug, signal.Name, signal.Environment) with { Release = signal.Release };
}
