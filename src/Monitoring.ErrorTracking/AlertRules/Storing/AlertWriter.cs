using Microsoft.Extensions.Options;
using Monitoring.Core.Signals;
using Monitoring.ErrorTracking.AlertRules.Judging;
using Monitoring.Storage;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.AlertRules.Storing;

/// <summary>
/// Takes a step of a rule about one thing: state, history, storm guard and signals become true together, for the rule as it was read. When somebody else was faster
/// the step is decided anew.
/// </summary>
internal sealed class AlertWriter(IDocumentStore store, AlertRecords records, ISignalHint hint, IOptions<ErrorTrackingOptions> options, TimeProvider timeProvider)
{
    private const int MaxAttempts = 16;

    private readonly AlertOptions _options = options.Value.Alerts;

    /// <summary>Takes a step.</summary>
    /// <param name="project">The project.</param>
    /// <param name="rule">The rule as the step is decided by.</param>
    /// <param name="facts">What a firing says of itself.</param>
    /// <param name="step">Decides, by the state and whether the rule may fire.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>False when the rule has changed meanwhile: look at it anew.</returns>
    public async ValueTask<bool> ApplyAsync(
        ProjectId project, Versioned<AlertRuleDocument> rule, AlertFacts facts, Func<AlertState, AlertGate, AlertStep> step, CancellationToken cancellationToken)
    {
        var partition = Partition.Of(project);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var stored = await records.FindStateAsync(partition, rule.Value.Id, facts.Subject.Key, cancellationToken).ConfigureAwait(false);
            if (stored?.Value.Open is { } open && open.Revision != rule.Value.Revision)
            {
                await EndAsync(project, stored, cancellationToken).ConfigureAwait(false);
                continue;
            }

            var before = stored?.Value.State ?? AlertState.Ok;
            var gate = rule.Value.IsMuted(timeProvider.GetUtcNow()) ? AlertGate.Muted : AlertGate.Open;
            var next = step(before, gate);
            if (next.State == before)
            {
                return true;
            }

            var commit = new AlertCommit(project, rule, facts, stored, timeProvider);
            if (next.Effect == AlertEffect.Fired)
            {
                var guard = await records.FindGuardAsync(partition, cancellationToken).ConfigureAwait(false);
                if (!commit.TryPass(guard, _options))
                {
                    next = step(before, AlertGate.Held);
                    if (next.State == before)
                    {
                        return true;
                    }

                    commit.Hold();
                }
            }

            var result = await store.CommitAsync(commit.Of(next), cancellationToken).ConfigureAwait(false);
            if (result.Outcome == CommitOutcome.Committed)
            {
                hint.Notify();
                return true;
            }

            if (result.Conflict?.Type == AlertDocuments.Rules.Name
                || (await records.FindAsync(partition, rule.Value.Id, cancellationToken).ConfigureAwait(false))?.Version != rule.Version)
            {
                return false;
            }
        }

        throw new StorageUnavailableException("The state of an alert rule is changed by others all the time.") { RetryAfter = TimeSpan.FromSeconds(1) };
    }

    /// <summary>Ends a firing of a rule that is another one by now, or none.</summary>
    public async ValueTask EndAsync(ProjectId project, Versioned<AlertStateDocument> stored, CancellationToken cancellationToken)
    {
        var commit = AlertCommit.EndOf(project, stored, timeProvider);
        var result = await store.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
        if (result.Outcome == CommitOutcome.Committed && !commit.Signals.IsEmpty)
        {
            hint.Notify();
        }
    }
}
