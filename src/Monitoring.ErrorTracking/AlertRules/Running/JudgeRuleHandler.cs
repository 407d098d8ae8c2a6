using Microsoft.Extensions.Options;
using Monitoring.Timers;

namespace Monitoring.ErrorTracking.AlertRules.Running;

/// <summary>Judges a rule from time to time, without any event. The timer's key is the rule's id.</summary>
internal sealed class JudgeRuleHandler(RuleRound round, IOptions<ErrorTrackingOptions> options, TimeProvider timeProvider) : ITimerHandler
{
    public async ValueTask<TimerOutcome> HandleAsync(TimerContext context, CancellationToken cancellationToken)
    {
        if (!EntityId.TryParse(context.Claim.Timer.Key, out var rule))
        {
            return TimerOutcome.Done;
        }

        var isJudged = await round.RunAsync(new ProjectId(context.Claim.Partition.Value), rule, cancellationToken).ConfigureAwait(false);
        return isJudged ? TimerOutcome.Again(timeProvider.GetUtcNow() + options.Value.Alerts.JudgeInterval) : TimerOutcome.Done;
    }
}
