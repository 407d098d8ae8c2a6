using Microsoft.Extensions.Options;
using Monitoring.Commands;
using Monitoring.ErrorTracking.AlertRules.Judging;
using Monitoring.ErrorTracking.AlertRules.Measuring;

namespace Monitoring.ErrorTracking.AlertRules.BackTesting;

/// <summary>Tries a rule on stored history.</summary>
internal sealed class BackTest(
    HistoryReader reader, ProjectMeter projects, MomentReplay moments, MonitorReplay monitors, HealthReplay health, IOptions<ErrorTrackingOptions> options, TimeProvider timeProvider)
{
    public async ValueTask<CommandResult<AlertTestResult>> RunAsync(ProjectId project, AlertTest test, CancellationToken cancellationToken)
    {
        if (TestRange.Of(test, timeProvider.GetUtcNow(), out var fault) is not { } range)
        {
            return CommandResults.Invalid<AlertTestResult>(fault);
        }

        var settings = test.Settings;
        var replay = new Replay(settings, options.Value.Alerts.MaxFiringsPerRule);
        var unknown = new HashSet<string>(StringComparer.Ordinal);
        await ReplayAsync(project, settings, range, replay, unknown, cancellationToken).ConfigureAwait(false);
        return CommandResults.Done(new AlertTestResult
        {
            From = range.From,
            To = range.To,
            Resolution = AlertBounds.HasEnd(settings.Trigger.Kind) && settings.Trigger.Kind != AlertTriggerKind.MonitorFailure ? Hours.One : TimeSpan.Zero,
            Count = replay.Firings.Count,
            Subjects = replay.Firings.Select(firing => firing.Subject.Key).Distinct(StringComparer.Ordinal).Count(),
            Held = replay.Held,
            Summary = Summary(replay, range),
            Firings = [.. replay.Firings.Take(AlertTestResult.MaxListed)],
            Unknown = [.. unknown],
        });
    }

    private static string Summary(Replay replay, TestRange range) => FormattableString.Invariant(
        $"would have fired {replay.Firings.Count switch { 0 => "never", 1 => "once", 2 => "twice", var count => $"{count} times" }} {range}")
        + (replay.Held == 0 ? "" : FormattableString.Invariant($"; {replay.Held} more would have been held back"));

    private async ValueTask ReplayAsync(
        ProjectId project, AlertRuleSettings settings, TestRange range, Replay replay, HashSet<string> unknown, CancellationToken cancellationToken)
    {
        var trigger = settings.Trigger;
        if (trigger.Kind == AlertTriggerKind.MonitorFailure)
        {
            unknown.Add(Limits.Thresholds);
            await monitors.RunAsync(project, settings, range, replay, unknown, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (trigger.Kind == AlertTriggerKind.CrashFree)
        {
            await health.RunAsync(project, settings, range, replay, unknown, cancellationToken).ConfigureAwait(false);
            return;
        }

        // The search of today would leave out what has another status by now.
        var everything = settings.Conditions with { Query = "" };
        var reach = AlertBounds.HasEnd(trigger.Kind) ? Limits.WindowOf(trigger) + Hours.Reach(trigger) : TimeSpan.Zero;
        var past = range with { From = Hours.Floor(range.From - reach) };
        var issues = await projects.SeenSinceAsync(project, everything, past.From, cancellationToken).ConfigureAwait(false);
        Note(settings, issues.Length, unknown);
        if (!AlertBounds.HasEnd(trigger.Kind))
        {
            await moments.RunAsync(settings, issues, range, replay, cancellationToken).ConfigureAwait(false);
            return;
        }

        var histories = new List<IssueHistory>();
        foreach (var issue in issues)
        {
            if (await reader.ReadAsync(settings, issue, past, unknown, cancellationToken).ConfigureAwait(false) is { FitsWith.IsEmpty: false } history)
            {
                histories.Add(history);
            }
        }

        var hours = new IssueReplay(settings, range, replay);
        if (AlertBounds.IsAboutIssues(trigger.Kind))
        {
            hours.Each(histories);
        }
        else
        {
            hours.Together(histories);
        }
    }

    private static void Note(AlertRuleSettings settings, int issues, HashSet<string> unknown)
    {
        unknown.Add(Limits.Deleted);
        if (settings.Conditions != new AlertConditions())
        {
            unknown.Add(Limits.Today);
        }

        if (settings.Trigger.Kind == AlertTriggerKind.NewIssue && (!settings.Conditions.Environments.IsEmpty || settings.Conditions.LatestReleaseOnly))
        {
            unknown.Add(Limits.FirstEvent);
        }

        if (issues >= ProjectMeter.MostIssues)
        {
            unknown.Add(Limits.TooManyIssues);
        }

        if (Limits.OfWindow(settings.Trigger) is { } limit)
        {
            unknown.Add(limit);
        }
    }
}
