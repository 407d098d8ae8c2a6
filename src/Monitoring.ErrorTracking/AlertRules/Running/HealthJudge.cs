using Monitoring.ErrorTracking.AlertRules.Measuring;
using Monitoring.ErrorTracking.AlertRules.Storing;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.AlertRules.Running;

/// <summary>Sets crash-free rates against a rule. What it fired for and has no sessions any more is over.</summary>
internal sealed class HealthJudge(AlertRecords records, HealthMeter meter, RuleJudge judge, TimeProvider timeProvider)
{
    public async ValueTask RunAsync(ProjectId project, Versioned<AlertRuleDocument> rule, CancellationToken cancellationToken)
    {
        var at = timeProvider.GetUtcNow();
        var measured = await meter.MeasureAsync(project, rule.Value.Settings, at, cancellationToken).ConfigureAwait(false);
        foreach (var (subject, rate) in measured)
        {
            await judge.ApplyAsync(project, rule, subject, rate, at, cancellationToken).ConfigureAwait(false);
        }

        var seen = measured.Select(item => item.Subject.Key).ToHashSet(StringComparer.Ordinal);
        var active = await records.StatesAsync(Partition.Of(project), rule.Value.Id, isActive: true, AlertRecords.MaxStates, null, cancellationToken).ConfigureAwait(false);
        foreach (var state in active.Items.Where(state => !seen.Contains(state.Value.Subject.Key)))
        {
            await judge.ApplyAsync(project, rule, state.Value.Subject, HealthMeter.Rate(0, 0, 0), at, cancellationToken).ConfigureAwait(false);
        }
    }
}
