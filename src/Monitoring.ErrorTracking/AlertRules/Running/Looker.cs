using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Monitoring.Access;
using Monitoring.ErrorTracking.AlertRules.Judging;
using Monitoring.ErrorTracking.AlertRules.Storing;
using Monitoring.ErrorTracking.AlertRules.Touching;
using Monitoring.Projects;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.AlertRules.Running;

/// <summary>
/// Sets issues that had events against the rules that count, within moments, off the way of the events. What takes long is looked at less often, so that rules never
/// take more than a tenth of the time.
/// </summary>
internal sealed class Looker(
    TouchedIssues touched,
    RuleBook rules,
    RuleJudge judge,
    RuleRound round,
    IProjectDirectory projects,
    IOptions<ErrorTrackingOptions> options,
    TimeProvider timeProvider,
    ILogger<Looker> logger)
{
    private const int MaxResting = 10_000;
    private const int ProjectsAtOnce = 100;
    private const int RestFactor = 10;

    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(20);

    private readonly Dictionary<(EntityId Rule, IssueId Issue), (long Since, TimeSpan Time)> _resting = [];
    private bool _isFailing;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // What a host that was killed had not looked at.
        await GuardedAsync(() => LookAtAllAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        using var timer = new PeriodicTimer(options.Value.Alerts.LookInterval, timeProvider);
        while (await TickAsync(timer, cancellationToken).ConfigureAwait(false))
        {
            await GuardedAsync(() => LookAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Looks at what had events since the last time.</summary>
    public async ValueTask LookAsync(CancellationToken cancellationToken)
    {
        foreach (var project in touched.Drain().GroupBy(item => item.Project))
        {
            var counting = await rules.CountingAsync(project.Key, cancellationToken).ConfigureAwait(false);
            if (counting.IsEmpty)
            {
                touched.Quiet(project.Key);
                continue;
            }

            foreach (var rule in counting)
            {
                await LookAsync(project.Key, rule, [.. project.Select(item => item.Issue)], cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask LookAsync(ProjectId project, Versioned<AlertRuleDocument> rule, ImmutableArray<IssueId> issues, CancellationToken cancellationToken)
    {
        var kind = rule.Value.Settings.Trigger.Kind;
        if (AlertBounds.IsAboutIssues(kind))
        {
            foreach (var issue in issues)
            {
                await UnhurriedAsync(project, rule.Value.Id, issue, issue, () => judge.IssueAsync(project, rule, issue, cancellationToken)).ConfigureAwait(false);
            }
        }
        else if (kind is AlertTriggerKind.ProjectEvents or AlertTriggerKind.ProjectPercentChange)
        {
            await UnhurriedAsync(project, rule.Value.Id, default, issues[0], () => judge.ProjectAsync(project, rule, cancellationToken)).ConfigureAwait(false);
        }
    }

    /// <summary>Looks, unless the last look took long and was not long ago: then it is noted for later.</summary>
    private async ValueTask UnhurriedAsync(ProjectId project, EntityId rule, IssueId subject, IssueId again, Func<ValueTask> look)
    {
        if (_resting.TryGetValue((rule, subject), out var rest))
        {
            if (timeProvider.GetElapsedTime(rest.Since) < rest.Time)
            {
                touched.See(project, again);
                return;
            }

            _resting.Remove((rule, subject));
        }

        var began = timeProvider.GetTimestamp();
        await look().ConfigureAwait(false);
        var took = timeProvider.GetElapsedTime(began);
        if (took > Quick)
        {
            if (_resting.Count >= MaxResting)
            {
                _resting.Clear();
            }

            _resting[(rule, subject)] = (timeProvider.GetTimestamp(), took * RestFactor);
        }
    }

    private async ValueTask LookAtAllAsync(CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            var page = await projects.ListAsync(Actor.System, ProjectsAtOnce, cursor, cancellationToken).ConfigureAwait(false);
            foreach (var project in page.Items)
            {
                foreach (var rule in await rules.CountingAsync(project.Value.Id, cancellationToken).ConfigureAwait(false))
                {
                    await round.RunAsync(project.Value.Id, rule.Value.Id, cancellationToken).ConfigureAwait(false);
                }
            }

            cursor = page.Next;
        }
        while (cursor is not null);
    }

    /// <summary>A fault is said once, until it works again; the timers of the rules find what was missed.</summary>
    private async ValueTask GuardedAsync(Func<ValueTask> work, CancellationToken cancellationToken)
    {
        try
        {
            await work().ConfigureAwait(false);
            _isFailing = false;
        }
        catch (Exception exception)
        {
            if (!_isFailing && !cancellationToken.IsCancellationRequested)
            {
                Log.RulesNotLookedAt(logger, exception);
            }

            _isFailing = true;
        }
    }

    private static async ValueTask<bool> TickAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
