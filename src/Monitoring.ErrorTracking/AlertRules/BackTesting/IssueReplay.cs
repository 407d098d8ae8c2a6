using Monitoring.ErrorTracking.AlertRules.Judging;
using Monitoring.ErrorTracking.AlertRules.Measuring;

namespace Monitoring.ErrorTracking.AlertRules.BackTesting;

/// <summary>Lets a rule that counts live through the hours of issues, one after the other.</summary>
internal sealed class IssueReplay(AlertRuleSettings settings, TestRange range, Replay replay)
{
    private readonly AlertTrigger _trigger = settings.Trigger;
    private readonly TimeSpan _window = Limits.WindowOf(settings.Trigger);

    /// <summary>Each issue by itself.</summary>
    public void Each(IReadOnlyList<IssueHistory> issues)
    {
        var users = issues.Select(issue => new UserWindow(issue.Users)).ToList();
        for (var hour = 0; hour < range.Length; hour++)
        {
            var at = range.EndOf(hour);
            for (var index = 0; index < issues.Count; index++)
            {
                var issue = issues[index];
                var subject = AlertSubject.OfIssue(issue.Row.Id, issue.Row.Title);
                foreach (var waking in issue.Statuses.Wakings.Where(waking => waking.At < at && waking.At >= at - Hours.One))
                {
                    replay.Wake(subject, waking.Id, waking.At);
                }

                if (Fits(issue, at))
                {
                    Take(subject, _trigger.Kind == AlertTriggerKind.Users ? new Measured { Value = users[index].Count(at - _window, at) } : Measure(issue, at), at);
                }
                else
                {
                    replay.End(subject, at);
                }
            }
        }
    }

    /// <summary>All issues together.</summary>
    public void Together(IReadOnlyList<IssueHistory> issues)
    {
        for (var hour = 0; hour < range.Length; hour++)
        {
            var at = range.EndOf(hour);
            var sum = new Measured();
            foreach (var one in issues.Where(issue => Fits(issue, at)).Select(issue => Measure(issue, at)))
            {
                sum = sum with { Value = sum.Value + one.Value, Base = sum.Base + one.Base };
            }

            Take(AlertSubject.OfProject(), sum, at);
        }
    }

    private bool Fits(IssueHistory issue, DateTimeOffset at) =>
        issue.At(at) is var row && issue.FitsWith.Contains(row.State.Status) && IssueMatcher.FitsAtOnce(settings.Conditions, row, at);

    private Measured Measure(IssueHistory issue, DateTimeOffset at)
    {
        var start = at - _window;
        var before = Hours.Before(start, _trigger);
        return AlertBounds.IsChange(_trigger.Kind)
            ? new Measured { Value = issue.Events.Sum(start, at), Base = issue.Events.Sum(before, before + _window) }
            : new Measured { Value = issue.Events.Sum(start, at) };
    }

    private void Take(AlertSubject subject, Measured measured, DateTimeOffset at)
    {
        var value = AlertBounds.IsChange(_trigger.Kind) ? Math.Round(AlertBounds.Change(measured.Value, measured.Base), 2) : measured.Value;
        replay.Value(subject, AlertBounds.Observe(settings, measured), value, () => Reasons.OfValue(_trigger, measured), at);
    }
}
