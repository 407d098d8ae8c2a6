using Monitoring.ErrorTracking.AlertRules.Judging;
using Monitoring.ErrorTracking.AlertRules.Measuring;
using Monitoring.ErrorTracking.AlertRules.Storing;
using Monitoring.Signals.Errors;
using Monitoring.Storage.Documents;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.AlertRules.Running;

/// <summary>Sets what happened to an issue in a moment against a rule.</summary>
internal sealed class MomentJudge(IErrorStore store, IssueMatcher matcher, AlertWriter writer, TimeProvider timeProvider)
{
    /// <summary>Something happened.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="signal">What happened, with the issue as it was after it.</param>
    /// <param name="cause">The id of what happened.</param>
    /// <param name="isWaking">Whether it woke the issue, so that no cooldown swallows it.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>False when the rule has changed meanwhile: look at it anew.</returns>
    public async ValueTask<bool> HappenedAsync(
        Versioned<AlertRuleDocument> rule, ErrorIssueSignal signal, EntityId cause, bool isWaking, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var settings = rule.Value.Settings;
        if (at < rule.Value.ActiveSince || await store.GetIssueAsync(signal.IssueId, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return true;
        }

        // The rule sees the issue as it was: what somebody did since then does not silence what came before.
        var issue = found with { Level = signal.Level, State = found.State with { Status = signal.Status } };
        if (!await matcher.FitsAsync(settings.Conditions, issue, signal.Release, signal.Environment, at, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        var facts = new AlertFacts
        {
            Subject = AlertSubject.OfIssue(signal.IssueId, signal.Title) with
            {
                Release = signal.Release,
                Environment = signal.Environment,
                Service = signal.Service,
            },
            At = at,
            Reason = Reasons.OfMoment(settings.Trigger.Kind, signal.Release, signal.Environment),
        };
        return await writer.ApplyAsync(
            signal.ProjectId,
            rule,
            facts,
            (before, gate) => isWaking
                ? AlertMachine.OnWaking(before, cause, AlertPace.Of(settings), at, gate, () => EntityId.Create(timeProvider))
                : AlertMachine.OnMoment(before, cause, AlertPace.Of(settings), at, gate, () => EntityId.Create(timeProvider)),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The issue woke: no cooldown swallows what comes now.</summary>
    public ValueTask<bool> WokeAsync(Versioned<AlertRuleDocument> rule, ErrorIssueSignal signal, EntityId cause, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var facts = new AlertFacts { Subject = AlertSubject.OfIssue(signal.IssueId, signal.Title), At = at, Reason = "" };
        return writer.ApplyAsync(signal.ProjectId, rule, facts, (before, _) => AlertStep.To(AlertMachine.Wake(before, cause)), cancellationToken);
    }
}
