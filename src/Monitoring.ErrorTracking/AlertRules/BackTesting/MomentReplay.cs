using Monitoring.ErrorTracking.AlertRules.Judging;
using Monitoring.ErrorTracking.AlertRules.Measuring;
using Monitoring.ErrorTracking.Issues.Activity;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.AlertRules.BackTesting;

/// <summary>Lets a rule about moments live through what happened to issues.</summary>
internal sealed class MomentReplay(HistoryReader reader, IssueMatcher matcher)
{
    /// <summary>What happened, in the order of time, to issues that fit.</summary>
    public async ValueTask RunAsync(
        AlertRuleSettings settings, IEnumerable<IssueRow> issues, TestRange range, Replay replay, CancellationToken cancellationToken)
    {
        var moments = new List<(IssueRow Issue, IssueActivity Happened)>();
        foreach (var issue in issues)
        {
            var happened = settings.Trigger.Kind == AlertTriggerKind.NewIssue
                ? [Opened(settings.Conditions, issue)]
                : await reader.ActivityAsync(issue, cancellationToken).ConfigureAwait(false);
            moments.AddRange(happened.Where(entry => IsOf(settings.Trigger.Kind, entry) && range.Contains(entry.At)).Select(entry => (issue, entry)));
        }

        foreach (var (issue, happened) in moments.OrderBy(moment => moment.Happened.At).ThenBy(moment => moment.Happened.Id))
        {
            var then = issue with { State = happened.StateAfter ?? IssueState.Opened };
            if (await matcher.FitsAsync(settings.Conditions, then, happened.Release, happened.Environment, happened.At, cancellationToken).ConfigureAwait(false))
            {
                var subject = AlertSubject.OfIssue(issue.Id, issue.Title) with { Release = happened.Release, Environment = happened.Environment };
                replay.Moment(subject, happened.Id, Reasons.OfMoment(settings.Trigger.Kind, happened.Release, happened.Environment), happened.At);
            }
        }
    }

    private static bool IsOf(AlertTriggerKind kind, IssueActivity entry) => kind switch
    {
        AlertTriggerKind.NewIssue => entry.Kind == IssueActivityKind.Opened,
        AlertTriggerKind.Regression => entry.Kind == IssueActivityKind.Regressed,
        AlertTriggerKind.Woken => StatusHistory.IsWaking(entry),
        AlertTriggerKind.Escalation => entry.Kind == IssueActivityKind.Escalated
            || (entry.Kind == IssueActivityKind.Unignored && entry.StateAfter?.Substatus == IssueSubstatus.Escalating),
        _ => false,
    };

    /// <summary>That an issue was opened is not written down; it follows from the issue.</summary>
    private static IssueActivity Opened(AlertConditions conditions, IssueRow issue) => new()
    {
        Id = OpeningIds.Of(issue),
        ProjectId = issue.ProjectId,
        IssueId = issue.Id,
        At = issue.FirstSeen,
        Kind = IssueActivityKind.Opened,
        Environment = issue.Environments.FirstOrDefault(environment => conditions.Environments.IsEmpty || conditions.Environments.Contains(environment)),
        Release = issue.Releases.FirstOrDefault(),
    };
}
