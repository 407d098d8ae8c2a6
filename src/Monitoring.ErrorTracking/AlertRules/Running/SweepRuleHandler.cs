using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Monitoring.ErrorTracking.AlertRules.Storing;
using Monitoring.Storage.Documents;
using Monitoring.Timers;

namespace Monitoring.ErrorTracking.AlertRules.Running;

/// <summary>Removes old history and what need not be remembered, and all of a rule that was deleted. The timer's key is the rule's id.</summary>
internal sealed class SweepRuleHandler(AlertRecords records, IOptions<ErrorTrackingOptions> options, TimeProvider timeProvider) : ITimerHandler
{
    private const int AtOnce = 500;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Later = TimeSpan.FromHours(6);

    /// <summary>For how long a state is kept for the sake of the causes that it has seen, beyond its cooldown: longer than a signal is tried.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    public async ValueTask<TimerOutcome> HandleAsync(TimerContext context, CancellationToken cancellationToken)
    {
        if (!EntityId.TryParse(context.Claim.Timer.Key, out var rule))
        {
            return TimerOutcome.Done;
        }

        var partition = context.Claim.Partition;
        var now = timeProvider.GetUtcNow();
        var isThere = await records.FindAsync(partition, rule, cancellationToken).ConfigureAwait(false) is not null;
        var before = isThere ? now - options.Value.Alerts.HistoryRetention : DateTimeOffset.MaxValue;
        var firings = await records.OldFiringsAsync(partition, rule, before, AtOnce, cancellationToken).ConfigureAwait(false);
        var states = await records.StatesAsync(partition, rule, isActive: false, AtOnce, null, cancellationToken).ConfigureAwait(false);
        var idle = states.Items.Where(state => !isThere || IsIdle(state.Value, now)).ToImmutableArray();
        var commit = new DocumentCommit
        {
            Partition = partition,
            Deletes =
            [
                .. firings.Select(key => new DocumentDelete { Type = AlertDocuments.Firings, Key = key }),
                .. idle.Select(state => new DocumentDelete
                {
                    Type = AlertDocuments.States, Key = AlertDocuments.States.GetKey(state.Value), ExpectedVersion = state.Version,
                }),
            ],
        };
        return firings.Length == AtOnce || idle.Length == AtOnce ? TimerOutcome.Again(now + Soon, commit)
            : isThere || await IsActiveAsync(partition, rule, cancellationToken).ConfigureAwait(false) ? TimerOutcome.Again(now + (isThere ? Later : Soon), commit)
            : TimerOutcome.DoneWith(commit);
    }

    /// <summary>What was suppressed is told with the next firing, but not for ever.</summary>
    private static bool IsIdle(AlertStateDocument state, DateTimeOffset now)
    {
        var since = state.State.CoolingUntil > state.ChangedAt ? state.State.CoolingUntil.Value : state.ChangedAt;
        return since < now - (state.State.IsForgettable(now) ? Remembered : AlertRuleSettings.LongestCooldown);
    }

    /// <summary>Of a rule that is gone, whether what it fired for has still to end.</summary>
    private async ValueTask<bool> IsActiveAsync(Partition partition, EntityId rule, CancellationToken cancellationToken) =>
        !(await records.StatesAsync(partition, rule, isActive: true, 1, null, cancellationToken).ConfigureAwait(false)).Items.IsEmpty;
}
