using Monitoring.ErrorTracking.AlertRules.Storing;
using Monitoring.ErrorTracking.AlertRules.Touching;
using Monitoring.Signals;
using Monitoring.Signals.Errors;
using Monitoring.Storage;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.AlertRules.Running;

/// <summary>
/// Hears what happened to issues and monitors, in the order in which it happened to each, and sets it against the rules. What is delivered again changes nothing.
/// </summary>
internal sealed class AlertTransitions(AlertRecords records, RuleBook rules, MomentJudge moments, MonitorJudge monitors, AlertForgetting forgetting, TouchedIssues touched)
    : ISignalHandler<ErrorIssueOpened>,
        ISignalHandler<ErrorIssueRegressed>,
        ISignalHandler<ErrorIssueUnignored>,
        ISignalHandler<ErrorIssueEscalated>,
        ISignalHandler<ErrorIssueChanged>,
        ISignalHandler<ErrorIssueExpired>,
        ISignalHandler<MonitorFailed>,
        ISignalHandler<MonitorRecovered>
{
    /// <summary>The subscription, in the store.</summary>
    public const string Subscription = "error-alerts";

    private const int MaxAttempts = 8;

    public ValueTask HandleAsync(SignalContext<ErrorIssueOpened> context, CancellationToken cancellationToken) =>
        HappenedAsync(context, AlertTriggerKind.NewIssue, isWaking: false, cancellationToken);

    public ValueTask HandleAsync(SignalContext<ErrorIssueRegressed> context, CancellationToken cancellationToken) =>
        HappenedAsync(context, AlertTriggerKind.Regression, isWaking: false, cancellationToken);

    /// <summary>An issue that a number or a rate has woken comes more often than somebody wanted to hear of: that is an escalation, too.</summary>
    public async ValueTask HandleAsync(SignalContext<ErrorIssueUnignored> context, CancellationToken cancellationToken)
    {
        var isEscalation = context.Signal.StateAfter?.Substatus == IssueSubstatus.Escalating;
        await WokeAsync(context, isEscalation, cancellationToken).ConfigureAwait(false);
        if (isEscalation)
        {
            await HappenedAsync(context, AlertTriggerKind.Escalation, isWaking: true, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask HandleAsync(SignalContext<ErrorIssueEscalated> context, CancellationToken cancellationToken)
    {
        var isWaking = context.Signal.StateBefore?.Status == IssueStatus.Ignored;
        if (isWaking)
        {
            await WokeAsync(context, isEscalation: true, cancellationToken).ConfigureAwait(false);
        }

        await HappenedAsync(context, AlertTriggerKind.Escalation, isWaking, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>An issue that is closed, merged or deleted ends what rules fired for it; the rules look at it again at once.</summary>
    public async ValueTask HandleAsync(SignalContext<ErrorIssueChanged> context, CancellationToken cancellationToken)
    {
        var signal = context.Signal;
        if (signal.Change == IssueTransitionKind.Deleted)
        {
            await forgetting.ForgetAsync(signal.ProjectId, signal.IssueId, cancellationToken).ConfigureAwait(false);
        }

        if (signal.Change is IssueTransitionKind.StatusChanged or IssueTransitionKind.Assigned or IssueTransitionKind.Merged
            or IssueTransitionKind.Unmerged or IssueTransitionKind.Deleted)
        {
            touched.See(signal.ProjectId, signal.IssueId);
            foreach (var move in signal.Moved)
            {
                touched.See(signal.ProjectId, move.IssueId);
            }
        }
    }

    /// <summary>An issue that retention removed was silent for long, but a rule may still have fired for it.</summary>
    public async ValueTask HandleAsync(SignalContext<ErrorIssueExpired> context, CancellationToken cancellationToken)
    {
        await forgetting.ForgetAsync(context.Signal.ProjectId, context.Signal.IssueId, cancellationToken).ConfigureAwait(false);
        touched.See(context.Signal.ProjectId, context.Signal.IssueId);
    }

    public ValueTask HandleAsync(SignalContext<MonitorFailed> context, CancellationToken cancellationToken) => EachAsync(
        context.Signal.ProjectId,
        rule => IsAbout(rule, context.Signal) && context.OccurredAt >= rule.ActiveSince,
        rule => monitors.FailedAsync(context.Signal.ProjectId, rule, context.Signal, context.OccurredAt, cancellationToken),
        cancellationToken);

    public ValueTask HandleAsync(SignalContext<MonitorRecovered> context, CancellationToken cancellationToken) => EachAsync(
        context.Signal.ProjectId,
        rule => IsAbout(rule, context.Signal),
        rule => monitors.RecoveredAsync(context.Signal.ProjectId, rule, context.Signal, context.OccurredAt, cancellationToken),
        cancellationToken);

    private static bool IsAbout(AlertRuleDocument rule, MonitorSignal signal) =>
        rule.Settings.Trigger.Kind == AlertTriggerKind.MonitorFailure && MonitorJudge.Fits(rule.Settings.Conditions, signal.Slug, signal.Environment);

    private ValueTask HappenedAsync<T>(SignalContext<T> context, AlertTriggerKind kind, bool isWaking, CancellationToken cancellationToken)
        where T : ErrorIssueSignal => EachAsync(
            context.Signal.ProjectId,
            rule => rule.Settings.Trigger.Kind == kind,
            rule => moments.HappenedAsync(rule, context.Signal, context.Id, isWaking, context.OccurredAt, cancellationToken),
            cancellationToken);

    /// <summary>Ends the cooldowns about an issue, has those that count look at it again, and tells the rules that wait for it. Rules of escalations hear of it as that, once.</summary>
    private async ValueTask WokeAsync<T>(SignalContext<T> context, bool isEscalation, CancellationToken cancellationToken)
        where T : ErrorIssueSignal
    {
        var signal = context.Signal;
        var states = await records.StatesOfIssueAsync(Partition.Of(signal.ProjectId), signal.IssueId, cancellationToken).ConfigureAwait(false);
        var cooling = states.Select(state => state.Value.RuleId).ToHashSet();
        await EachAsync(
            signal.ProjectId,
            rule => rule.Settings.Trigger.Kind != AlertTriggerKind.Woken && !(isEscalation && rule.Settings.Trigger.Kind == AlertTriggerKind.Escalation) && cooling.Contains(rule.Id),
            rule => moments.WokeAsync(rule, signal, context.Id, context.OccurredAt, cancellationToken),
            cancellationToken).ConfigureAwait(false);
        touched.See(signal.ProjectId, signal.IssueId);
        await HappenedAsync(context, AlertTriggerKind.Woken, isWaking: true, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask EachAsync(
        ProjectId project, Func<AlertRuleDocument, bool> isAbout, Func<Versioned<AlertRuleDocument>, ValueTask<bool>> judge, CancellationToken cancellationToken)
    {
        foreach (var known in await rules.GetAsync(project, cancellationToken).ConfigureAwait(false))
        {
            var rule = known;
            for (var attempt = 0; rule is not null && rule.Value.Settings.IsEnabled && isAbout(rule.Value) && !await judge(rule).ConfigureAwait(false); attempt++)
            {
                if (attempt == MaxAttempts)
                {
                    throw new StorageUnavailableException("An alert rule is changed by others all the time.") { RetryAfter = TimeSpan.FromSeconds(1) };
                }

                rules.Forget(project);
                rule = await records.FindAsync(Partition.Of(project), known.Value.Id, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
