using Monitoring.ErrorTracking.AlertRules.Judging;
using Monitoring.ErrorTracking.AlertRules.Measuring;
using Monitoring.ErrorTracking.AlertRules.Storing;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.AlertRules.Running;

/// <summary>
/// Judges all that a rule may have to do with now: what it fired for or waits to fire for, and what was seen within its window. Nothing in memory is needed for it, so it
/// finds what a killed host had not looked at.
/// </summary>
internal sealed class RuleRound(AlertRecords records, AlertWriter writer, RuleJudge judge, MonitorJudge monitors, HealthJudge health, ProjectMeter projects, TimeProvider timeProvider)
{
    private const int PageSize = 200;

    /// <summary>How many things that a rule fires for are looked at in a round.</summary>
    private const int MaxActive = 5_000;

    /// <summary>Judges a rule that counts or watches; of one that is off or gone, ends what it fired for.</summary>
    /// <returns>Whether the rule is still to be judged.</returns>
    public async ValueTask<bool> RunAsync(ProjectId project, EntityId id, CancellationToken cancellationToken)
    {
        var rule = await records.FindAsync(Partition.Of(project), id, cancellationToken).ConfigureAwait(false);
        var isJudged = rule?.Value.Settings is { IsEnabled: true } settings && AlertBounds.HasEnd(settings.Trigger.Kind);
        var judged = await ActiveAsync(project, id, isJudged ? rule : null, cancellationToken).ConfigureAwait(false);
        if (!isJudged)
        {
            return false;
        }

        var trigger = rule!.Value.Settings.Trigger;
        if (AlertBounds.IsAboutIssues(trigger.Kind))
        {
            var from = timeProvider.GetUtcNow() - Hours.Reach(trigger) - Hours.One;
            foreach (var issue in await projects.SeenSinceAsync(project, rule.Value.Settings.Conditions, from, cancellationToken).ConfigureAwait(false))
            {
                if (!judged.Contains(AlertSubject.OfIssue(issue.Id).Key))
                {
                    await judge.IssueAsync(project, rule, issue.Id, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        else if (trigger.Kind is AlertTriggerKind.ProjectEvents or AlertTriggerKind.ProjectPercentChange)
        {
            await judge.ProjectAsync(project, rule, cancellationToken).ConfigureAwait(false);
        }
        else if (trigger.Kind == AlertTriggerKind.CrashFree)
        {
            await health.RunAsync(project, rule, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>What a rule fires for, or waits to fire for; of a rule that is another one by now, it ends.</summary>
    /// <returns>What was judged.</returns>
    private async ValueTask<HashSet<string>> ActiveAsync(
        ProjectId project, EntityId id, Versioned<AlertRuleDocument>? rule, CancellationToken cancellationToken)
    {
        var judged = new HashSet<string>(StringComparer.Ordinal);
        string? cursor = null;
        do
        {
            var page = await records.StatesAsync(Partition.Of(project), id, isActive: true, PageSize, cursor, cancellationToken).ConfigureAwait(false);
            foreach (var stored in page.Items.Where(stored => judged.Add(stored.Value.Subject.Key)))
            {
                if (rule is null || !IsAbout(rule.Value, stored.Value))
                {
                    await writer.EndAsync(project, stored, cancellationToken).ConfigureAwait(false);
                    judged.Remove(stored.Value.Subject.Key);
                }
                else
                {
                    await JudgeAsync(project, rule, stored.Value, cancellationToken).ConfigureAwait(false);
                }
            }

            cursor = page.Next;
        }
        while (cursor is not null && judged.Count < MaxActive);

        return judged;
    }

    /// <summary>Whether a state is one of the rule as it is now.</summary>
    private static bool IsAbout(AlertRuleDocument rule, AlertStateDocument state)
    {
        var kind = rule.Settings.Trigger.Kind;
        return (state.Open is null || state.Open.Revision == rule.Revision)
            && AlertBounds.IsAboutIssues(kind) == (state.Subject.IssueId is not null)
            && (kind == AlertTriggerKind.MonitorFailure) == (state.Subject.MonitorId is not null)
            && (kind == AlertTriggerKind.CrashFree) == state.Subject.Key.StartsWith(AlertSubject.ReleasePrefix, StringComparison.Ordinal);
    }

    private ValueTask JudgeAsync(ProjectId project, Versioned<AlertRuleDocument> rule, AlertStateDocument state, CancellationToken cancellationToken) =>
        state.Subject.IssueId is { } issue ? judge.IssueAsync(project, rule, issue, cancellationToken)
        : state.Subject.MonitorId is not null ? monitors.StandingAsync(project, rule, state.Subject, cancellationToken)
        : default;
}
