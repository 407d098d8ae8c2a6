using Monitoring.ErrorTracking.AlertRules.Judging;
using Monitoring.ErrorTracking.AlertRules.Measuring;
using Monitoring.ErrorTracking.AlertRules.Storing;
using Monitoring.Signals.Errors;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.AlertRules.Running;

/// <summary>Sets what is there now against a rule that counts, and takes the step that follows.</summary>
internal sealed class RuleJudge(
    IErrorStore store, AlertRecords records, AlertWriter writer, IssueMatcher matcher, WindowMeter meter, ProjectMeter projects, TimeProvider timeProvider)
{
    /// <summary>Judges a rule about an issue. An issue that is gone, or fits no more, ends what was fired for it.</summary>
    public async ValueTask IssueAsync(ProjectId project, Versioned<AlertRuleDocument> rule, IssueId id, CancellationToken cancellationToken)
    {
        var settings = rule.Value.Settings;
        var at = timeProvider.GetUtcNow();
        var found = await store.GetIssueAsync(id, cancellationToken).ConfigureAwait(false);
        var state = (await records.FindStateAsync(Partition.Of(project), rule.Value.Id, AlertSubject.OfIssue(id).Key, cancellationToken).ConfigureAwait(false))?.Value.State
            ?? AlertState.Ok;

        // An id that was merged away leads to another issue.
        var issue = found?.Id == id && found.ProjectId == project ? found : null;
        if (issue is null || !await matcher.FitsAsync(settings.Conditions, issue, at, cancellationToken).ConfigureAwait(false))
        {
            if (state.IsFiring || state.IsHeldBack)
            {
                var gone = new AlertFacts { Subject = AlertSubject.OfIssue(id, issue?.Title), At = at, Reason = "", End = ErrorAlertEnd.IssueChanged };
                await writer.ApplyAsync(project, rule, gone, (before, _) => AlertMachine.End(before), cancellationToken).ConfigureAwait(false);
            }

            return;
        }

        var measured = await meter.MeasureAsync(settings, issue, state.IsFiring, at, cancellationToken).ConfigureAwait(false);
        await ApplyAsync(project, rule, AlertSubject.OfIssue(id, issue.Title) with { Environment = Only(settings) }, measured, at, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Judges a rule about the whole project.</summary>
    public async ValueTask ProjectAsync(ProjectId project, Versioned<AlertRuleDocument> rule, CancellationToken cancellationToken)
    {
        var at = timeProvider.GetUtcNow();
        var subject = AlertSubject.OfProject() with { Environment = Only(rule.Value.Settings) };
        var state = (await records.FindStateAsync(Partition.Of(project), rule.Value.Id, subject.Key, cancellationToken).ConfigureAwait(false))?.Value.State ?? AlertState.Ok;
        var measured = await projects.MeasureAsync(project, rule.Value.Settings, state.IsFiring, at, cancellationToken).ConfigureAwait(false);
        await ApplyAsync(project, rule, subject, measured, at, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes what was counted about anything.</summary>
    public async ValueTask ApplyAsync(
        ProjectId project, Versioned<AlertRuleDocument> rule, AlertSubject subject, Measured measured, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var settings = rule.Value.Settings;
        var observed = AlertBounds.Observe(settings, measured);
        var isChange = AlertBounds.IsChange(settings.Trigger.Kind);
        var facts = new AlertFacts
        {
            Subject = subject,
            At = at,
            Reason = Reasons.OfValue(settings.Trigger, measured),
            Value = isChange ? Math.Round(AlertBounds.Change(measured.Value, measured.Base), 2) : measured.Value,
            End = ErrorAlertEnd.Recovered,
        };
        await writer.ApplyAsync(
            project, rule, facts, (before, gate) => AlertMachine.OnValue(before, observed, AlertPace.Of(settings), at, gate, NewId), cancellationToken).ConfigureAwait(false);
    }

    private EntityId NewId() => EntityId.Create(timeProvider);

    private static string? Only(AlertRuleSettings settings) => settings.Conditions.Environments is [var only] ? only : null;
}
